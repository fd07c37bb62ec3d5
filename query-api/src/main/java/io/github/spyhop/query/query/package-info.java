/** One use case a class: it reads, joins, and answers. */
@NullMarked
package io.github.spyhop.query.query;

import org.jspecify.annotations.NullMarked;
