/** Messages that clients send. */
@NullMarked
package io.github.spyhop.probe.decode.client;

import org.jspecify.annotations.NullMarked;
