/** Counts per server, schema, user, client and family, in windows of time. */
@NullMarked
package io.github.spyhop.probe.aggregate;

import org.jspecify.annotations.NullMarked;
