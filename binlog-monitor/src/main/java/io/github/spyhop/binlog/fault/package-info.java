/** What stops a source: each fault with its code, what was found, and what the operator may do. */
@NullMarked
package io.github.spyhop.binlog.fault;

import org.jspecify.annotations.NullMarked;
