/** What the tests of this module share: a source on real servers, and what it publishes. */
@NullMarked
package io.github.spyhop.binlog.testing;

import org.jspecify.annotations.NullMarked;
