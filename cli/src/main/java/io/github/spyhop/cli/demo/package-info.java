/** The demo: servers, services, a workload, and the check of what Spyhop saw of it. */
@NullMarked
package io.github.spyhop.cli.demo;

import org.jspecify.annotations.NullMarked;
