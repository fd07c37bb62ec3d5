/** What is answered instead of what was asked for. */
@NullMarked
package io.github.spyhop.query.error;

import org.jspecify.annotations.NullMarked;
