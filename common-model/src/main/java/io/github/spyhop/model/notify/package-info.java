/** Messages to people and programs outside: Slack and webhooks. */
@NullMarked
package io.github.spyhop.model.notify;

import org.jspecify.annotations.NullMarked;
