/** Asks servers whose the connections are that began before the capture. */
@NullMarked
package io.github.spyhop.probe.watch;

import org.jspecify.annotations.NullMarked;
