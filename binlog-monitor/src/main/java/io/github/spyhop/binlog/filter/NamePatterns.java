package io.github.spyhop.binlog.filter;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names with {@code *} for any characters. */
final class NamePatterns {

    private final List<Pattern> patterns;

    NamePatterns(List<String> patterns) {
        this.patterns = patterns.stream().map(NamePatterns::compile).toList();
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.strip().split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean matches(String name) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }
}
