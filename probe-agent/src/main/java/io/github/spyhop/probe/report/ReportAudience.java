package io.github.spyhop.probe.report;

/** Takes the reports of other nodes too, where this one is their master. */
public interface ReportAudience extends ReportSink {}
