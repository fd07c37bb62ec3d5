/** Whether the service can do its work. */
@NullMarked
package io.github.spyhop.query.health;

import org.jspecify.annotations.NullMarked;
