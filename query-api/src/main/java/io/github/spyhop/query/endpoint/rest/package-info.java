/** The REST resources: they check what comes in and hand it to a use case. */
@NullMarked
package io.github.spyhop.query.endpoint.rest;

import org.jspecify.annotations.NullMarked;
