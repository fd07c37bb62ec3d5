/** Keeps what happens inside every server: performance_schema, running statements, plans, status. */
@NullMarked
package io.github.spyhop.collector;

import org.jspecify.annotations.NullMarked;
