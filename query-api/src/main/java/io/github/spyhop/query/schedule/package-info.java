/** Makes reports when their period has ended, keeps each once, and tells where it is. */
@NullMarked
package io.github.spyhop.query.schedule;

import org.jspecify.annotations.NullMarked;
