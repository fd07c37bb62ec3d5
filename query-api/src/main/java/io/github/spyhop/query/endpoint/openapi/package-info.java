/** The OpenAPI description: its words from Javadoc, its examples from answers. At build time only. */
@NullMarked
package io.github.spyhop.query.endpoint.openapi;

import org.jspecify.annotations.NullMarked;
