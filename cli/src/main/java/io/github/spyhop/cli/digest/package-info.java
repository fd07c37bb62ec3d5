/** The report of captures and slow logs: what their statements cost, by family. */
@NullMarked
package io.github.spyhop.cli.digest;

import org.jspecify.annotations.NullMarked;
