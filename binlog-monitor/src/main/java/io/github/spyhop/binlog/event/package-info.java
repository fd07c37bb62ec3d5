/** The binlog's wire format: each event read from its bytes, without clock, network or state. */
@NullMarked
package io.github.spyhop.binlog.event;

import org.jspecify.annotations.NullMarked;
