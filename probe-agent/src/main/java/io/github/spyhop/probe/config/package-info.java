/** The settings, with the names that operators have in their files. */
@NullMarked
package io.github.spyhop.probe.config;

import org.jspecify.annotations.NullMarked;
