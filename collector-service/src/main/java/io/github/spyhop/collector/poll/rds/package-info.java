/** Reads Aurora clusters and RDS instances from AWS. */
@NullMarked
package io.github.spyhop.collector.poll.rds;

import org.jspecify.annotations.NullMarked;
