/** Benchmarks, each beside a peer. */
@org.jspecify.annotations.NullMarked
package io.github.spyhop.bench;
