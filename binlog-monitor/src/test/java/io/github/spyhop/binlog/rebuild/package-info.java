/** The proof that nothing is lost: a subscriber rebuilds tables while every server is killed. */
@NullMarked
package io.github.spyhop.binlog.rebuild;

import org.jspecify.annotations.NullMarked;
