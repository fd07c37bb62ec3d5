/** Windows in MongoDB. */
@NullMarked
package io.github.spyhop.probe.store;

import org.jspecify.annotations.NullMarked;
