/** JSON written straight into bytes. */
@NullMarked
package io.github.spyhop.binlog.json;

import org.jspecify.annotations.NullMarked;
