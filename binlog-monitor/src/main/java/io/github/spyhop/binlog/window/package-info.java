/** Counts the rows that were published and confirmed, per table and window of time. */
@NullMarked
package io.github.spyhop.binlog.window;

import org.jspecify.annotations.NullMarked;
