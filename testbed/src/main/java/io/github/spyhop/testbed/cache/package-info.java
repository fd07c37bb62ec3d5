/** What was downloaded, kept and checked in a folder of the user. */
@NullMarked
package io.github.spyhop.testbed.cache;

import org.jspecify.annotations.NullMarked;
