/**
 * Publishes messages to RabbitMQ and knows which of them the broker has confirmed; a message that
 * reached no queue is not among these.
 */
@NullMarked
package io.github.spyhop.binlog.publish;

import org.jspecify.annotations.NullMarked;
