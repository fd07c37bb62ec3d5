/** What a node answers by HTTP and WebSocket. */
@NullMarked
package io.github.spyhop.probe.endpoint;

import org.jspecify.annotations.NullMarked;
