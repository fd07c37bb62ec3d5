/** Where a change stands in a server's history: GTIDs, sets of them, and places in binlog files. */
@NullMarked
package io.github.spyhop.binlog.position;

import org.jspecify.annotations.NullMarked;
