/** What an operator may set, with its defaults. */
@NullMarked
package io.github.spyhop.collector.config;

import org.jspecify.annotations.NullMarked;
