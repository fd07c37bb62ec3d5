/** How each server is had, started, probed and stopped. */
@NullMarked
package io.github.spyhop.testbed.server;

import org.jspecify.annotations.NullMarked;
