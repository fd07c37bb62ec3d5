/** What Prometheus is told. */
@NullMarked
package io.github.spyhop.binlog.metrics;

import org.jspecify.annotations.NullMarked;
