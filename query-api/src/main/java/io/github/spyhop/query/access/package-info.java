/** Who may do what: tokens, roles, sessions. Denied unless allowed. */
@NullMarked
package io.github.spyhop.query.access;

import org.jspecify.annotations.NullMarked;
