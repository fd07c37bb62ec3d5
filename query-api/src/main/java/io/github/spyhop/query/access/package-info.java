/** Who may do what, and who did: tokens, roles, sessions, the audit log. Denied unless allowed. */
@NullMarked
package io.github.spyhop.query.access;

import org.jspecify.annotations.NullMarked;
