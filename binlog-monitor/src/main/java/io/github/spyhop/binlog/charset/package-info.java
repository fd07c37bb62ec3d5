/** MySQL's character sets, told by the numbers of their collations. */
@NullMarked
package io.github.spyhop.binlog.charset;

import org.jspecify.annotations.NullMarked;
