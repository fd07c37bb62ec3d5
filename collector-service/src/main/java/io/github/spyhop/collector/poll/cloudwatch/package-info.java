/** Reads the slow logs that RDS publishes to CloudWatch. */
@NullMarked
package io.github.spyhop.collector.poll.cloudwatch;

import org.jspecify.annotations.NullMarked;
