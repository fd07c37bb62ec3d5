/** The report of a server or the fleet over a period: gathered, judged, and written. */
@NullMarked
package io.github.spyhop.query.report;

import org.jspecify.annotations.NullMarked;
