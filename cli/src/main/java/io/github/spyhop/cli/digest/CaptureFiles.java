package io.github.spyhop.cli.digest;

import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.SourceLosses;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The packets of several capture files in the order of their time, as rotated files and those of
 * several hosts want it.
 */
final class CaptureFiles implements Closeable {

    private final List<CaptureFile> files = new ArrayList<>();
    private final PriorityQueue<Next> waiting =
            new PriorityQueue<>(Comparator.comparingLong(next -> next.packet.nanos()));
    private @Nullable Next shown;

    /** A file with its next packet. */
    private record Next(CaptureFile file, PacketView packet) {

        boolean advance() throws IOException {
            return file.next(packet) == PacketSource.Read.PACKET;
        }
    }

    /**
     * Opens files.
     *
     * @throws IOException if one cannot be read, or is no capture
     */
    static CaptureFiles open(List<InputFile> inputs) throws IOException {
        CaptureFiles all = new CaptureFiles();
        try {
            for (InputFile input : inputs) {
                all.add(input.capture());
            }
        } catch (IOException | RuntimeException unreadable) {
            all.close();
            throw unreadable;
        }
        return all;
    }

    private void add(CaptureFile file) throws IOException {
        files.add(file);
        Next first = new Next(file, new PacketView());
        if (first.advance()) {
            waiting.add(first);
        }
    }

    /** The next packet, valid until the next call; null behind the last. */
    @Nullable PacketView next() throws IOException {
        Next last = shown;
        if (last != null && last.advance()) {
            Next other = waiting.peek();
            if (other == null || last.packet.nanos() <= other.packet.nanos()) {
                return last.packet;
            }
            waiting.add(last);
        }
        shown = waiting.poll();
        return shown == null ? null : shown.packet;
    }

    /** What the files themselves know to be missing. */
    SourceLosses losses() {
        SourceLosses losses = SourceLosses.NONE;
        for (CaptureFile file : files) {
            losses = losses.plus(file.losses());
        }
        return losses;
    }

    /** Those that are damaged, or end within a packet. */
    List<String> cut() {
        return files.stream()
                .filter(file -> file.losses().cutRecords() > 0)
                .map(CaptureFile::name)
                .toList();
    }

    @Override
    public void close() {
        files.forEach(CaptureFile::close);
    }
}
