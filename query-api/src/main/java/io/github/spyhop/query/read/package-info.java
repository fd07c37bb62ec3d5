/** What is read from and written to the store. */
@NullMarked
package io.github.spyhop.query.read;

import org.jspecify.annotations.NullMarked;
