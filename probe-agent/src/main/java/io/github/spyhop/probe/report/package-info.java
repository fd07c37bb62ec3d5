/** What is told of a window, and to whom. */
@NullMarked
package io.github.spyhop.probe.report;

import org.jspecify.annotations.NullMarked;
