/** Holds what was found against the operator's rules and tells who wants to know. */
@NullMarked
package io.github.spyhop.collector.alert;

import org.jspecify.annotations.NullMarked;
