/** How fast the monitor catches up, and how far it lags behind: run by bench/binlog-catch-up. */
@NullMarked
package io.github.spyhop.binlog.bench;

import org.jspecify.annotations.NullMarked;
