/** The slow query log of a server: its text as entries, and what of it could not be read. */
@NullMarked
package io.github.spyhop.model.slowlog;

import org.jspecify.annotations.NullMarked;
