/** The definitions of tables as they were when their rows were written, never as they are today. */
@NullMarked
package io.github.spyhop.binlog.schema;

import org.jspecify.annotations.NullMarked;
