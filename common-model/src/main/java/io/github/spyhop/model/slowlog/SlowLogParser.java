package io.github.spyhop.model.slowlog;

import io.github.spyhop.model.statement.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a slow log, line by line: that of MySQL 5.6 to 9.7 (with and without {@code
 * log_slow_extra}), of Aurora, Percona Server and MariaDB.
 *
 * <p>A statement may hold any text. So an entry begins only where {@code # User@Host:} is followed by
 * a line of figures, and a file's header only where its three lines are together; a statement that
 * contains such lines whole is taken for several. The schema is written only when it changes: one
 * parser reads one log from its beginning, and a session without any schema is taken to be in the
 * last one. Any text is taken. Not thread-safe.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/slow-query-log.html">The Slow Query Log</a>
 */
public final class SlowLogParser {

    /** The longest statement; a longer one is counted as cut. */
    public static final int TEXT_CHARS_MAX = 8 << 20;

    private static final int COMMANDS_MAX = 64;
    private static final Pattern USE =
            Pattern.compile("use ([^;]{1,256});", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile(", Version: (\\S{1,64})");

    private final Consumer<SlowLogEntry> sink;
    private final Map<String, Long> commands = new HashMap<>();

    /** Lines that begin something if those behind them go on so. */
    private final List<String> waiting = new ArrayList<>();

    private @Nullable EntryDraft draft;
    private @Nullable String schema;
    private Dialect dialect = Dialect.MYSQL_9_7;
    private boolean isWithinCut;
    private long entries;
    private long cut;
    private long withoutErrorNumber;

    /** A parser at the beginning of a log, that hands what it reads to a sink. */
    public SlowLogParser(Consumer<SlowLogEntry> sink) {
        this.sink = sink;
    }

    /** Whether a text, or the beginning of one, has a line that only slow logs have. */
    public static boolean isSlowLog(String text) {
        return text.lines()
                .anyMatch(line ->
                        switch (HeadLine.of(line)) {
                            case TIME, USER, VERSION -> true;
                            case PAIRS -> line.startsWith("# Query_time: ");
                            case PORT, TITLES, TEXT -> false;
                        });
    }

    /** Takes the next line, without its end. */
    public void line(String line) {
        HeadLine kind = HeadLine.of(line);
        if (!waiting.isEmpty()) {
            HeadLine last = HeadLine.of(waiting.getLast());
            boolean goesOn =
                    switch (last) {
                        case TIME -> kind == HeadLine.USER;
                        case USER -> kind == HeadLine.PAIRS;
                        case VERSION -> kind == HeadLine.PORT;
                        case PORT -> kind == HeadLine.TITLES;
                        case PAIRS, TITLES, TEXT -> false;
                    };
            if (goesOn) {
                waiting.add(line);
                begin(kind);
                return;
            }
            List<String> texts = List.copyOf(waiting);
            waiting.clear();
            texts.forEach(this::text);
        }
        if (kind == HeadLine.TIME || kind == HeadLine.USER || kind == HeadLine.VERSION) {
            waiting.add(line);
        } else if (draft != null && !draft.isText() && line.startsWith("#")) {
            // What MariaDB explains there is no pair.
            if (kind == HeadLine.PAIRS) {
                draft.pairs(line);
            }
        } else {
            text(line);
        }
    }

    private void begin(HeadLine last) {
        switch (last) {
            case PAIRS -> beginEntry();
            case TITLES -> beginFile();
            case TIME, USER, VERSION, PORT, TEXT -> {
                // The next line tells.
            }
        }
    }

    private void beginEntry() {
        finish();
        EntryDraft begun = new EntryDraft();
        for (String line : waiting) {
            switch (HeadLine.of(line)) {
                case TIME -> begun.time(line);
                case USER -> begun.user(line);
                default -> begun.pairs(line);
            }
        }
        waiting.clear();
        draft = begun;
    }

    /** The server opened the file anew, and tells the schema anew. */
    private void beginFile() {
        finish();
        schema = null;
        Matcher version = VERSION.matcher(waiting.getFirst());
        try {
            dialect = version.find() ? Dialect.parse(version.group(1)) : dialect;
        } catch (IllegalArgumentException unknown) {
            dialect = Dialect.MYSQL_9_7;
        }
        waiting.clear();
    }

    private void text(String line) {
        EntryDraft current = draft;
        if (current == null) {
            isWithinCut |= !line.isBlank();
            return;
        }
        if (!current.isText() && line.length() <= HeadLine.CHARS_MAX) {
            Matcher use = USE.matcher(line);
            if (use.matches()) {
                schema = use.group(1).replace("`", "");
                return;
            }
        }
        current.text(line);
    }

    private void finish() {
        EntryDraft read = draft;
        draft = null;
        if (isWithinCut) {
            isWithinCut = false;
            cut++;
        }
        if (read == null) {
            return;
        }
        if (!read.isWhole()) {
            cut++;
            return;
        }
        String command = read.administratorCommand();
        if (command != null) {
            boolean isNamed = commands.size() < COMMANDS_MAX || commands.containsKey(command);
            commands.merge(isNamed ? command : "other", 1L, Long::sum);
            return;
        }
        SlowLogEntry entry = read.entry(schema, dialect);
        entries++;
        withoutErrorNumber += entry.errorNumber() == null ? 1 : 0;
        sink.accept(entry);
    }

    /** Ends the log. */
    public void end() {
        // What waits for more begins something that is not there.
        EntryDraft last = draft;
        boolean begins = !waiting.isEmpty() || (last != null && last.dropBegunEntry());
        waiting.clear();
        finish();
        cut += begins ? 1 : 0;
    }

    /** What was found until now. */
    public SlowLogTally tally() {
        return new SlowLogTally(entries, cut, withoutErrorNumber, commands);
    }
}
