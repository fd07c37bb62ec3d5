package io.github.spyhop.probe;

import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** How many packets of a capture file become counted statements in a second of CPU time; no test. */
final class PacketBench {

    private static final double NANOS_PER_SECOND = 1e9;

    private PacketBench() {}

    public static void main(String[] files) throws IOException {
        for (String file : files) {
            run(Path.of(file));
        }
    }

    private static void run(Path capture) throws IOException {
        ProbePipeline pipeline = new ProbePipeline(PipelineSettings.of(PortFilter.every()));
        PacketView packet = new PacketView();
        long packets = 0;
        try (CaptureFile file = CaptureFile.open(capture)) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                packets++;
                pipeline.packet(packet);
            }
        }
        pipeline.end(packet.nanos());
        ClosedWindow window = pipeline.closeWindow();
        long statements = window.cells().stream().mapToLong(Cell::count).sum();
        long lost = window.cells().stream().mapToLong(Cell::lost).sum();
        // Of the whole process: its start and its compiler are part of what a report costs.
        double cpu =
                ((com.sun.management.OperatingSystemMXBean)
                                        ManagementFactory.getOperatingSystemMXBean())
                                .getProcessCpuTime()
                        / NANOS_PER_SECOND;
        System.out.printf(
                "%s: %,d packets, %,d statements, %,d lost, %.2f CPU s, %,.0f packets per CPU s%n",
                capture.getFileName(), packets, statements, lost, cpu, packets / cpu);
    }
}
