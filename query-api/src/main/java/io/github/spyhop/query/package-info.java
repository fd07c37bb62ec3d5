/** REST, WebSocket, web console, Grafana and instance management. */
@NullMarked
package io.github.spyhop.query;

import org.jspecify.annotations.NullMarked;
