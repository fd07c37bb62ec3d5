/** What a MySQL says of itself, asked by SQL beside the replication connection. */
@NullMarked
package io.github.spyhop.binlog.server;

import org.jspecify.annotations.NullMarked;
