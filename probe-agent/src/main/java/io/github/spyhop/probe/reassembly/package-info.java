/** TCP connections out of segments: each direction's bytes in order, and what of them is missing. */
@NullMarked
package io.github.spyhop.probe.reassembly;

import org.jspecify.annotations.NullMarked;
