package io.github.spyhop.cli.digest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which statements are reported: conditions that all hold.
 *
 * <p>A condition is {@code FIELD=VALUE}, {@code FIELD!=VALUE}, {@code FIELD~REGEX} (found anywhere)
 * or {@code FIELD!~REGEX}. What is not known is the empty text. The conditions on {@code error} are
 * those of families: of the error numbers that they had, one matches, or none does.
 */
public final class DigestFilter {

    /** Keeps every statement. */
    public static final DigestFilter ALL = new DigestFilter(List.of());

    /** What can be asked for. */
    private enum Field {
        DIGEST,
        SCHEMA,
        USER,
        CLIENT,
        ERROR;

        static String names() {
            return Arrays.stream(values())
                    .map(field -> field.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
    }

    private record Condition(
            String text, Field field, boolean isNegated, Predicate<String> predicate) {

        boolean holds(String value) {
            return isNegated != predicate.test(value);
        }
    }

    private final List<Condition> conditions;

    private DigestFilter(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /**
     * Reads conditions.
     *
     * @throws IllegalArgumentException if one is none; the message names it and the remedy
     */
    public static DigestFilter of(Collection<String> conditions) {
        return conditions.isEmpty()
                ? ALL
                : new DigestFilter(conditions.stream().map(DigestFilter::condition).toList());
    }

    private static Condition condition(String text) {
        int at = 0;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(0, at).toUpperCase(Locale.ROOT);
        boolean isNegated = text.startsWith("!", at);
        int operator = isNegated ? at + 1 : at;
        boolean isRegex = text.startsWith("~", operator);
        if (!isRegex && !text.startsWith("=", operator)) {
            throw new IllegalArgumentException(
                    "'%s' is no condition: write FIELD=VALUE, FIELD!=VALUE, FIELD~REGEX or FIELD!~REGEX"
                            .formatted(text));
        }
        Field field =
                Arrays.stream(Field.values())
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "'%s' asks for no field that there is: they are %s"
                                                .formatted(text, Field.names())));
        String value = text.substring(operator + 1);
        try {
            return new Condition(
                    text,
                    field,
                    isNegated,
                    isRegex ? Pattern.compile(value).asPredicate() : value::equals);
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "'%s' has no regular expression of Java: %s"
                            .formatted(text, malformed.getDescription()),
                    malformed);
        }
    }

    /** The conditions as they were given. */
    List<String> texts() {
        return conditions.stream().map(Condition::text).toList();
    }

    /** Whether a statement of this family, sent so, may be reported. */
    boolean keeps(FamilyReport family, @Nullable String user, String client) {
        for (Condition condition : conditions) {
            boolean holds =
                    switch (condition.field()) {
                        case DIGEST ->
                                // The text or the id; where it is negated, neither.
                                condition.isNegated()
                                        ? condition.holds(family.digestText)
                                                && condition.holds(family.digestId)
                                        : condition.holds(family.digestText)
                                                || condition.holds(family.digestId);
                        case SCHEMA -> condition.holds(known(family.schema));
                        case USER -> condition.holds(known(user));
                        case CLIENT -> condition.holds(client);
                        case ERROR -> true;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /** The families whose errors are asked for. */
    List<FamilyReport> ofErrors(Collection<FamilyReport> families) {
        List<FamilyReport> kept = new ArrayList<>(families);
        for (Condition condition : conditions) {
            if (condition.field() == Field.ERROR) {
                kept.removeIf(family ->
                        condition.isNegated()
                                == family.errorNumbers.keySet().stream()
                                        .anyMatch(condition.predicate()));
            }
        }
        return kept;
    }

    private static String known(@Nullable String value) {
        return value == null ? "" : value;
    }
}
