/** Changes of one row within a window of time, merged into one. */
@NullMarked
package io.github.spyhop.binlog.merge;

import org.jspecify.annotations.NullMarked;
