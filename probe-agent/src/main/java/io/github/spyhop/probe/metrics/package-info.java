/** Figures of the node itself for Prometheus. */
@NullMarked
package io.github.spyhop.probe.metrics;

import org.jspecify.annotations.NullMarked;
