/** Decides which replica polls which instance, so that each is polled by exactly one. */
@NullMarked
package io.github.spyhop.collector.own;

import org.jspecify.annotations.NullMarked;
