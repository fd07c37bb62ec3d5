/** The service's configuration: what the environment variables {@code BINLOG_…} set. */
@NullMarked
package io.github.spyhop.binlog.config;

import org.jspecify.annotations.NullMarked;
