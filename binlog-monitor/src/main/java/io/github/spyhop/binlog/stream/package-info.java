/**
 * The replication connection to MySQL: logs in, asks for the binlog from a position, and hands out
 * each event as it arrives.
 */
@NullMarked
package io.github.spyhop.binlog.stream;

import org.jspecify.annotations.NullMarked;
