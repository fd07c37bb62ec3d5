/** The changed rows of a transaction, one after the other. */
@NullMarked
package io.github.spyhop.binlog.change;

import org.jspecify.annotations.NullMarked;
