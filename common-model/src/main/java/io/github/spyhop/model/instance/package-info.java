/** The servers that are watched: where they are and how to log in. */
@NullMarked
package io.github.spyhop.model.instance;

import org.jspecify.annotations.NullMarked;
