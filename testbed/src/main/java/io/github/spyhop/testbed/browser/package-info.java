/** The Chromium of the page tests. */
@NullMarked
package io.github.spyhop.testbed.browser;

import org.jspecify.annotations.NullMarked;
