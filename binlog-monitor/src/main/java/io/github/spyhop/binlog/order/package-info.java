/** What operators have ordered for a source: pause, skip, begin elsewhere. */
@NullMarked
package io.github.spyhop.binlog.order;

import org.jspecify.annotations.NullMarked;
