/**
 * Puts events together into whole transactions: only what was committed goes on, in the order of
 * its commit.
 */
@NullMarked
package io.github.spyhop.binlog.transaction;

import org.jspecify.annotations.NullMarked;
