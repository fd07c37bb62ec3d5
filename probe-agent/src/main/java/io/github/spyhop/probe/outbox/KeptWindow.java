package io.github.spyhop.probe.outbox;

import io.github.spyhop.probe.report.WindowReport;

/**
 * A window that waits.
 *
 * @param place in the order of this run's windows
 * @param id {@link WindowReport#id()}
 */
public record KeptWindow(long place, String id, WindowFrame frame) {}
