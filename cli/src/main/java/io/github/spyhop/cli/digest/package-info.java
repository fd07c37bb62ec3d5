/** The report of capture files: what their statements cost, by family. */
@NullMarked
package io.github.spyhop.cli.digest;

import org.jspecify.annotations.NullMarked;
