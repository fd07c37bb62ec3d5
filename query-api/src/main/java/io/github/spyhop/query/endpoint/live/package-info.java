/** The WebSockets: live figures, pushed. */
@NullMarked
package io.github.spyhop.query.endpoint.live;

import org.jspecify.annotations.NullMarked;
