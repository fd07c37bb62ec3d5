/** REST for operators: the state of each source, and orders to it. */
@NullMarked
package io.github.spyhop.binlog.rest;

import org.jspecify.annotations.NullMarked;
