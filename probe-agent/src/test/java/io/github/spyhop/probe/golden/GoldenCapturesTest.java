package io.github.spyhop.probe.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.decode.DecodeLimits;
import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.exchange.ServerTally;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each capture of {@code src/test/captures/record.py}, against what the server itself said that it
 * executed.
 */
class GoldenCapturesTest {

    private static final String CUT = "cut_by_snap_length";
    private static final int STATEMENT_BYTES_MAX = 64 << 20;

    static Stream<String> scenes() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(Scene.folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .filter(name -> !name.equals(CUT))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void countsWhatWasCutAsItWasCaptured() throws Exception {
        Scene scene = Scene.read(CUT);
        ProbePipeline pipeline = pipeline(PortFilter.of(List.of(scene.port())));

        ClosedWindow window = run(scene, pipeline);

        assertThat(scene.expected()).containsAllEntriesOf(seen(scene, window));
        assertThat(pipeline.counts().gaps() + pipeline.counts().malformed()).isPositive();
        assertThat(window.servers())
                .anySatisfy(server -> assertThat(server.connections()).isPositive());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void showsWhatTheServerExecuted(String name) throws Exception {
        Scene scene = Scene.read(name);

        ClosedWindow window = run(scene, PortFilter.of(List.of(scene.port())));

        assertThat(differences(scene.expected(), seen(scene, window))).isEmpty();
        assertLosses(scene, window);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void findsTheServersPortByItself(String name) throws Exception {
        Scene scene = Scene.read(name);

        ClosedWindow window = run(scene, PortFilter.every());

        assertThat(differences(scene.expected(), seen(scene, window))).isEmpty();
    }

    private static ClosedWindow run(Scene scene, PortFilter ports) throws IOException {
        return run(scene, pipeline(ports));
    }

    private static ProbePipeline pipeline(PortFilter ports) {
        PipelineSettings defaults = PipelineSettings.of(ports);
        DecodeLimits limits = defaults.decode();
        return new ProbePipeline(
                new PipelineSettings(
                        ports,
                        defaults.reassembly(),
                        new DecodeLimits(
                                STATEMENT_BYTES_MAX,
                                limits.valuesBytesMax(),
                                2L * STATEMENT_BYTES_MAX,
                                limits.pipelinedMax()),
                        defaults.samples(),
                        defaults.aggregate(),
                        defaults.digestLengthMax()));
    }

    private static ClosedWindow run(Scene scene, ProbePipeline pipeline) throws IOException {
        PacketView packet = new PacketView();
        try (CaptureFile file = CaptureFile.open(scene.capture())) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                pipeline.packet(packet);
            }
        }
        pipeline.end(packet.nanos());
        return pipeline.closeWindow();
    }

    /** The families of the window as the scene's source names them. */
    private static Map<String, Scene.Counted> seen(Scene scene, ClosedWindow window) {
        Map<String, Scene.Counted> seen = new TreeMap<>();
        for (Cell cell : window.cells()) {
            if (cell.count() > 0) {
                seen.merge(
                        scene.keyOf(cell.session().schema(), cell.family().text(), cell),
                        scene.countedOf(cell),
                        Scene.Counted::plus);
            }
        }
        return seen;
    }

    private static Map<String, String> differences(
            Map<String, Scene.Counted> expected, Map<String, Scene.Counted> seen) {
        Map<String, String> differences = new TreeMap<>();
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(seen.keySet());
        for (String key : keys) {
            Scene.Counted said = expected.getOrDefault(key, Scene.Counted.NONE);
            Scene.Counted counted = seen.getOrDefault(key, Scene.Counted.NONE);
            if (!said.equals(counted)) {
                differences.put(key, "the server says " + said + ", seen " + counted);
            }
        }
        return differences;
    }

    private static void assertLosses(Scene scene, ClosedWindow window) {
        Map<Loss, Long> lost = new TreeMap<>();
        Map<Loss, Long> unreadable = new TreeMap<>();
        for (ServerTally server : window.servers()) {
            server.statementsLost().forEach((loss, count) -> lost.merge(loss, count, Long::sum));
            server.connectionsUnreadable()
                    .forEach((loss, count) -> unreadable.merge(loss, count, Long::sum));
        }
        assertThat(lost).as("statements lost").isEqualTo(scene.expectedLosses());
        assertThat(unreadable.keySet()).as("unreadable").isEqualTo(scene.expectedUnreadable());
    }
}
