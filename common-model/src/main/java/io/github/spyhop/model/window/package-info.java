/** What is counted for a statement family within a stretch of time. */
@NullMarked
package io.github.spyhop.model.window;

import org.jspecify.annotations.NullMarked;
