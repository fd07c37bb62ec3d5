package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Random statements by the rules of {@code statements.grammar}; the same seed gives the same ones.
 *
 * <p>They are written as people, tools and drivers write: in either case, with spaces, line ends and
 * comments of all kinds between the words.
 */
final class StatementGrammar {

    private static final String FILE = "statements.grammar";
    private static final String START = "statement";

    /** From this depth on, only what ends soonest is chosen. */
    private static final int DEPTH_MAX = 12;

    private static final int REPETITIONS_MAX = 3;

    /** How long a rule is until its length is known. */
    private static final int UNKNOWN = 1_000;

    private static final List<String> GAPS =
            List.of(
                    "\n",
                    "\t",
                    "  ",
                    "\r\n",
                    " /* c */ ",
                    "/**/",
                    " -- c\n",
                    " #c\n",
                    "/*!99999 x */");

    /** What stands in a rule: a word, another rule, a part that may be absent, or one that repeats. */
    private sealed interface Item {

        record Word(String text) implements Item {}

        record Rule(String name) implements Item {}

        record Optional(List<Item> items) implements Item {}

        record Repeated(List<Item> items) implements Item {}
    }

    private final Map<String, List<List<Item>>> rules = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Random random;

    StatementGrammar(long seed) {
        this.random = new Random(seed);
        String text = read().replaceAll("(?m)^#.*\n", "").replaceAll("\n +", " ").strip();
        for (String rule : text.split("\n+")) {
            int colon = rule.indexOf(':');
            List<List<Item>> alternatives = new ArrayList<>();
            for (String alternative : rule.substring(colon + 1).split(" \\| ")) {
                alternatives.add(items(List.of(alternative.strip().split(" +")).iterator(), ""));
            }
            rules.put(rule.substring(0, colon), alternatives);
        }
        findDepths();
    }

    private static String read() {
        try (InputStream file = StatementGrammar.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Item> items(Iterator<String> words, String end) {
        List<Item> items = new ArrayList<>();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals(end)) {
                break;
            }
            items.add(
                    switch (word) {
                        case "[" -> new Item.Optional(items(words, "]"));
                        case "{" -> new Item.Repeated(items(words, "}"));
                        default ->
                                word.matches("[a-z_]+")
                                        ? new Item.Rule(word)
                                        : new Item.Word(unescape(word));
                    });
        }
        return items;
    }

    private static String unescape(String word) {
        String text = word.startsWith("\\") ? word.substring(1) : word;
        return text.replace("\\s", " ").replace("\\n", "\n");
    }

    /** How deep each rule goes at least; rules are made of each other, so until nothing changes. */
    private void findDepths() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, List<List<Item>>> rule : rules.entrySet()) {
                int depth = 1 + rule.getValue().stream().mapToInt(this::depth).min().orElseThrow();
                changed |= depth < depths.getOrDefault(rule.getKey(), UNKNOWN);
                depths.merge(rule.getKey(), depth, Math::min);
            }
        }
    }

    private int depth(List<Item> items) {
        return items.stream().mapToInt(this::depth).max().orElse(0);
    }

    private int depth(Item item) {
        return switch (item) {
            case Item.Word _, Item.Optional _ -> 0;
            case Item.Rule rule -> {
                if (!rules.containsKey(rule.name())) {
                    throw new IllegalStateException(FILE + " has no rule " + rule.name());
                }
                yield depths.getOrDefault(rule.name(), UNKNOWN);
            }
            case Item.Repeated repeated -> depth(repeated.items());
        };
    }

    /** The next statement. */
    String next() {
        List<String> words = new ArrayList<>();
        expand(START, DEPTH_MAX, words);
        StringBuilder sql = new StringBuilder();
        boolean lowerCase = random.nextInt(3) == 0;
        for (String word : words) {
            sql.append(sql.isEmpty() ? "" : gap());
            boolean keyword = word.matches("[A-Z_0-9]+\\(?");
            sql.append(lowerCase && keyword ? word.toLowerCase(Locale.ROOT) : word);
        }
        return sql.toString();
    }

    private String gap() {
        return random.nextInt(12) > 0 ? " " : GAPS.get(random.nextInt(GAPS.size()));
    }

    private void expand(String rule, int depth, List<String> words) {
        List<List<Item>> alternatives = rules.getOrDefault(rule, List.of());
        if (depth <= 0) {
            int least = Collections.min(alternatives.stream().map(this::depth).toList());
            alternatives = alternatives.stream().filter(items -> depth(items) == least).toList();
        }
        expand(alternatives.get(random.nextInt(alternatives.size())), depth, words);
    }

    private void expand(List<Item> items, int depth, List<String> words) {
        for (Item item : items) {
            switch (item) {
                case Item.Word word -> words.add(word.text());
                case Item.Rule rule -> expand(rule.name(), depth - 1, words);
                case Item.Optional optional -> {
                    if (random.nextInt(3) == 0) {
                        expand(optional.items(), depth, words);
                    }
                }
                case Item.Repeated repeated -> {
                    int count = depth <= 0 ? 1 : 1 + random.nextInt(REPETITIONS_MAX);
                    for (int i = 0; i < count; i++) {
                        if (i > 0) {
                            words.add(",");
                        }
                        expand(repeated.items(), depth, words);
                    }
                }
            }
        }
    }
}
