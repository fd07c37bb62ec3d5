/** What the commands share: the project's folders, progress, the runs that they start and end. */
@NullMarked
package io.github.spyhop.cli.run;

import org.jspecify.annotations.NullMarked;
