/** Reads statements and digests from performance_schema. */
@NullMarked
package io.github.spyhop.collector.poll.perfschema;

import org.jspecify.annotations.NullMarked;
