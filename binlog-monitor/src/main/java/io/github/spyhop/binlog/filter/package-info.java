/** Which changes are published. */
@NullMarked
package io.github.spyhop.binlog.filter;

import org.jspecify.annotations.NullMarked;
