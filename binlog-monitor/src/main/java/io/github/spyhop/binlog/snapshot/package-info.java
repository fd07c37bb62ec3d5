/** Tables as they are, read in chunks beside the stream and fitted into it. */
@NullMarked
package io.github.spyhop.binlog.snapshot;

import org.jspecify.annotations.NullMarked;
