/** The MySQL client/server protocol: framing, compression, login, commands and their responses. */
@NullMarked
package io.github.spyhop.probe.decode;

import org.jspecify.annotations.NullMarked;
