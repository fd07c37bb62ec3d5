/**
 * How far a source was published and confirmed, and which monitor may publish it: kept in MongoDB.
 */
@NullMarked
package io.github.spyhop.binlog.checkpoint;

import org.jspecify.annotations.NullMarked;
