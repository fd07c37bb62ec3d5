/** Sources that operators add, change and remove while the service runs; kept in the store. */
@NullMarked
package io.github.spyhop.binlog.definition;

import org.jspecify.annotations.NullMarked;
