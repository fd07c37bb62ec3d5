/** The JSON that goes out. */
@NullMarked
package io.github.spyhop.query.response;

import org.jspecify.annotations.NullMarked;
