package io.github.spyhop.probe.report;

/** Takes the reports of windows, in their order. It must not block for long. */
public interface ReportSink {

    void report(WindowReport report);
}
