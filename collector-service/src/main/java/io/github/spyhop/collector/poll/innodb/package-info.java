/** Reads InnoDB's locks, transactions and deadlocks. */
@NullMarked
package io.github.spyhop.collector.poll.innodb;

import org.jspecify.annotations.NullMarked;
