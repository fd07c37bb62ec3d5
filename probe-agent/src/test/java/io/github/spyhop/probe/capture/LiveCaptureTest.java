package io.github.spyhop.probe.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spyhop.testbed.server.PcapLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be captured is told with what to do about it. */
class LiveCaptureTest {

    private static final String LIBRARY = "org.pcap4j.core.pcapLibName";
    private static final int BUFFER_BYTES = 1 << 20;

    @BeforeAll
    static void findLibrary() {
        System.setProperty(LIBRARY, PcapLibrary.find().toString());
    }

    private static LiveCapture open(String... devices) throws CaptureException {
        return LiveCapture.open(
                new DeviceSettings(
                        List.of(devices),
                        List.of(3306),
                        DeviceSettings.SNAP_LENGTH_BYTES_MIN,
                        BUFFER_BYTES,
                        Duration.ofMillis(100),
                        false));
    }

    @Test
    void namesTheDevicesThereAreWhereOneIsNot() {
        assertThatThrownBy(() -> open("lo", "spyhop9").close())
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("cannot capture on spyhop9")
                .hasMessageContaining("devices here are [")
                .hasMessageContaining("lo");
    }

    @Test
    void namesTheCapabilityThatIsMissing() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                "setpriv",
                                "--bounding-set=-net_raw",
                                "--inh-caps=-net_raw",
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-D" + LIBRARY + "=" + System.getProperty(LIBRARY),
                                "-cp",
                                System.getProperty("java.class.path"),
                                WithoutRight.class.getName())
                        .redirectErrorStream(true)
                        .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(WithoutRight.REFUSED);
        assertThat(said).contains("cannot capture on lo", "capability NET_RAW");
    }

    /** Runs in a process that may not capture. */
    static final class WithoutRight {

        static final int REFUSED = 3;

        private WithoutRight() {}

        public static void main(String[] arguments) throws IOException {
            try (LiveCapture capture = open("lo")) {
                System.out.println("captures " + capture.name());
            } catch (CaptureException refused) {
                System.out.println(refused.getMessage());
                System.exit(REFUSED);
            }
        }
    }
}
