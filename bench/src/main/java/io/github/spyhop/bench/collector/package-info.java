/** What collector-service costs and what it sees, on real servers and as the service that is shipped. */
@NullMarked
package io.github.spyhop.bench.collector;

import org.jspecify.annotations.NullMarked;
