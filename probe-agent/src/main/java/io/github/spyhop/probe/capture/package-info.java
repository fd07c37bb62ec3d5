/** Packets of devices and capture files, as views on bytes, down to their TCP segments. */
@NullMarked
package io.github.spyhop.probe.capture;

import org.jspecify.annotations.NullMarked;
