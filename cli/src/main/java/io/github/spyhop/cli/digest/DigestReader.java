package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.cli.run.Progress;
import java.io.IOException;
import java.util.List;

/** Reads captures, or slow logs, as one report. */
public final class DigestReader {

    private DigestReader() {}

    /**
     * Reads files; several are one capture, or one log.
     *
     * @param names {@code -} is standard input
     * @throws IOException if one cannot be read
     * @throws CommandFailedException if one is absent or neither capture nor slow log, or if they are
     *     not all of one kind; the message names it and the remedy
     */
    public static DigestReport read(List<String> names, DigestRequest request, Progress progress)
            throws IOException {
        List<InputFile> files = InputFile.open(names);
        try {
            return switch (files.getFirst().kind()) {
                case CAPTURE -> new CaptureReader(request, progress).read(files);
                case SLOW_LOG -> new SlowLogReader(request, progress).read(files);
            };
        } finally {
            progress.clear();
            InputFile.close(files);
        }
    }
}
