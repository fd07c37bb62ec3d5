/** Values of every MySQL type, from the bytes of a row image straight to the bytes of JSON. */
@NullMarked
package io.github.spyhop.binlog.value;

import org.jspecify.annotations.NullMarked;
