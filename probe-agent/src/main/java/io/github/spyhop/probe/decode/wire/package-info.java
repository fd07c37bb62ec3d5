/** The protocol's basic types, capabilities and packets. */
@NullMarked
package io.github.spyhop.probe.decode.wire;

import org.jspecify.annotations.NullMarked;
