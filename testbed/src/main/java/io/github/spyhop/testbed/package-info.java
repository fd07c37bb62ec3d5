/**
 * Real MySQL, MongoDB and RabbitMQ for tests and the demo: the containers of a Docker engine, or
 * local processes.
 */
@NullMarked
package io.github.spyhop.testbed;

import org.jspecify.annotations.NullMarked;
