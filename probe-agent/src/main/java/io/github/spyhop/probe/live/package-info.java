/** Runs the pipeline on devices, window by window. */
@NullMarked
package io.github.spyhop.probe.live;

import org.jspecify.annotations.NullMarked;
