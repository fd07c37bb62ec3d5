package io.github.spyhop.probe.fuzz;

import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.FrameDecoder;
import io.github.spyhop.probe.capture.LinkType;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.capture.TcpSegment;
import io.github.spyhop.probe.reassembly.ReassemblyLimits;
import io.github.spyhop.probe.reassembly.StreamListener;
import io.github.spyhop.probe.reassembly.TcpFlow;
import io.github.spyhop.probe.reassembly.TcpReassembler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what the golden captures hold in the shape that the fuzz targets take: where they begin. */
final class FuzzSeeds {

    private static final int DIALOGUE_BYTES_MAX = 2_048;
    private static final int FILE_BYTES_MAX = 2_048;
    private static final int FRAME_BYTES_MAX = 255;

    private FuzzSeeds() {}

    /**
     * @param arguments the folder of the captures, and the folder in which those of the targets are
     */
    public static void main(String[] arguments) throws IOException {
        Path captures = Path.of(arguments[0]);
        Path seeds = Path.of(arguments[1]);
        for (String target : List.of("Files", "Frames", "Decoder", "Reassembly")) {
            Files.createDirectories(seeds.resolve(target));
        }
        try (Stream<Path> files = Files.list(captures)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".gz")).toList()) {
                String name = file.getFileName().toString().replace(".pcap.gz", "");
                if (Files.size(file) < FILE_BYTES_MAX) {
                    Files.copy(file, seeds.resolve("Files").resolve(name));
                }
                split(file, seeds, name);
            }
        }
    }

    private static void split(Path file, Path seeds, String name) throws IOException {
        Set<Dialogue> dialogues = new HashSet<>();
        TcpReassembler reassembler =
                new TcpReassembler(
                        ReassemblyLimits.DEFAULT,
                        flow -> {
                            Dialogue dialogue = new Dialogue(flow);
                            dialogues.add(dialogue);
                            return dialogue;
                        });
        FrameDecoder frames = new FrameDecoder(new AddressBook(16), PortFilter.every());
        ByteArrayOutputStream few = new ByteArrayOutputStream();
        PacketView packet = new PacketView();
        TcpSegment segment = new TcpSegment();
        try (CaptureFile source = CaptureFile.open(file)) {
            while (source.next(packet) == PacketSource.Read.PACKET) {
                if (frames.decode(packet, segment) == FrameDecoder.Verdict.SEGMENT) {
                    reassembler.accept(segment);
                }
                if (few.size() < FRAME_BYTES_MAX && packet.length() <= FRAME_BYTES_MAX) {
                    few.write(packet.length());
                    few.write(0);
                    few.write(packet.bytes(), packet.offset(), packet.length());
                }
            }
        }
        reassembler.endAll(packet.nanos());
        int link = Arrays.asList(LinkType.values()).indexOf(packet.link());
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(link);
        few.writeTo(frame);
        Files.write(seeds.resolve("Frames").resolve(name), frame.toByteArray());
        int number = 0;
        for (Dialogue dialogue : dialogues) {
            Files.write(
                    seeds.resolve("Decoder").resolve(name + "_" + number++),
                    dialogue.said.toByteArray());
        }
    }

    /** What one connection carried, as {@link DecoderFuzz} takes it. */
    private static final class Dialogue implements StreamListener {

        private final TcpFlow flow;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();

        Dialogue(TcpFlow flow) {
            this.flow = flow;
            said.write(flow.opener() == TcpFlow.Opener.UNKNOWN ? 0 : DecoderFuzz.OPENED);
        }

        @Override
        public void bytes(boolean fromLow, byte[] bytes, int offset, int length, long nanos) {
            if (said.size() + length > DIALOGUE_BYTES_MAX) {
                return;
            }
            said.write(fromLow == isServerLow() ? DecoderFuzz.FROM_SERVER : 0);
            said.write(length >>> 8);
            said.write(length);
            said.write(bytes, offset, length);
        }

        private boolean isServerLow() {
            return switch (flow.opener()) {
                case LOW -> false;
                case HIGH -> true;
                case UNKNOWN -> AddressBook.port(flow.low()) < AddressBook.port(flow.high());
            };
        }

        @Override
        public void gap(boolean fromLow, long missing, long nanos) {
            // The target makes its own.
        }

        @Override
        public void ended(End why, long nanos) {
            // Nothing follows.
        }
    }
}
