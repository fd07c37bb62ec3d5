/** What the four services share: records and pure functions, without a framework. */
@NullMarked
package io.github.spyhop.model;

import org.jspecify.annotations.NullMarked;
