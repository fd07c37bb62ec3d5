/** Messages that servers send. */
@NullMarked
package io.github.spyhop.probe.decode.server;

import org.jspecify.annotations.NullMarked;
