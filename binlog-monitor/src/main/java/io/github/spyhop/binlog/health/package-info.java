/** Whether the service is of use: its servers answer. */
@NullMarked
package io.github.spyhop.binlog.health;

import org.jspecify.annotations.NullMarked;
