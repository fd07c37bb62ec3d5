/** Local processes that carry the mark of their run, so that all of them can be ended. */
@NullMarked
package io.github.spyhop.testbed.process;

import org.jspecify.annotations.NullMarked;
