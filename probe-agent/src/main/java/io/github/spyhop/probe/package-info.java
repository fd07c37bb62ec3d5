/** Captures packets, decodes the MySQL protocol and aggregates per statement digest. */
@NullMarked
package io.github.spyhop.probe;

import org.jspecify.annotations.NullMarked;
