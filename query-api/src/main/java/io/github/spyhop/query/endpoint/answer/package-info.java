/** Gives answers the form that was asked for, and none to who has it already. */
@NullMarked
package io.github.spyhop.query.endpoint.answer;

import org.jspecify.annotations.NullMarked;
