/** The collections that the services share: their names, fields, indexes and how long they keep. */
@NullMarked
package io.github.spyhop.model.store;

import org.jspecify.annotations.NullMarked;
