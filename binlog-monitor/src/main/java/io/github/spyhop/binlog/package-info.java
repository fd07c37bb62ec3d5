/** Publishes every committed row change of the binlog to RabbitMQ. */
@NullMarked
package io.github.spyhop.binlog;

import org.jspecify.annotations.NullMarked;
