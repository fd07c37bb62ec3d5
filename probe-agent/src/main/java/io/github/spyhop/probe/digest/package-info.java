/** Names statements by their family. */
@NullMarked
package io.github.spyhop.probe.digest;

import org.jspecify.annotations.NullMarked;
