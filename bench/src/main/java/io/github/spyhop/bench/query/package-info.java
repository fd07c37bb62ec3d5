/** Fills a store as the services do, and measures query-api on it with many users at a time. */
@NullMarked
package io.github.spyhop.bench.query;

import org.jspecify.annotations.NullMarked;
