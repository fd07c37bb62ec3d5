/** The messages that subscribers get: their JSON, identifiers and routing keys. */
@NullMarked
package io.github.spyhop.binlog.message;

import org.jspecify.annotations.NullMarked;
