/** Sends notices to Slack, webhooks and Alertmanager. */
@NullMarked
package io.github.spyhop.collector.alert.send;

import org.jspecify.annotations.NullMarked;
