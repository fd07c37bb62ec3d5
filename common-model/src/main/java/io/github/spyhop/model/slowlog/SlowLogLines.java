package io.github.spyhop.model.slowlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream in UTF-8; bytes that are none become U+FFFD. Of a line only the first {@link
 * #LINE_BYTES_MAX} are kept. Not thread-safe.
 */
public final class SlowLogLines {

    /** More than a statement may have at three bytes a character, so that it is seen to be longer. */
    public static final int LINE_BYTES_MAX = 3 * (SlowLogParser.TEXT_CHARS_MAX + 1);

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int KEPT_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long bytesRead;

    public SlowLogLines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; null behind the last. */
    public @Nullable String next() throws IOException {
        boolean begun = false;
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(buffer));
                bytesRead += to;
                if (to == 0) {
                    return begun ? take() : null;
                }
            }
            begun = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, Math.min(end - from, LINE_BYTES_MAX - line.size()));
            boolean ended = end < to;
            from = ended ? end + 1 : end;
            if (ended) {
                return take();
            }
        }
    }

    /** How many bytes were read. */
    public long bytesRead() {
        return bytesRead;
    }

    private String take() {
        String text = line.toString(UTF_8);
        if (line.size() > KEPT_BYTES) {
            line = new ByteArrayOutputStream();
        } else {
            line.reset();
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
