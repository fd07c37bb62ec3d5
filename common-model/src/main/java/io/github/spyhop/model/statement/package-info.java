/** What a statement is: its digest as MySQL computes it, its kind, its tables, its text without literals. */
@NullMarked
package io.github.spyhop.model.statement;

import org.jspecify.annotations.NullMarked;
