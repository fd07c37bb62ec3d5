package io.github.spyhop.probe.exchange;

import io.github.spyhop.model.statement.ClientCharset;
import java.util.Map;

/**
 * Character sets by the numbers of their collations, of which a login sends one. Named here are the
 * sets in which a byte of a longer character may look like a quote or a backslash, and the common
 * ones of single bytes; all others are read as utf8mb4.
 */
final class Collations {

    private static final Map<String, int[]> NUMBERS =
            Map.ofEntries(
                    Map.entry("big5", new int[] {1, 84}),
                    Map.entry("sjis", new int[] {13, 88}),
                    Map.entry("cp932", new int[] {95, 96}),
                    Map.entry("gbk", new int[] {28, 87}),
                    Map.entry("gb18030", new int[] {248, 249, 250}),
                    Map.entry("gb2312", new int[] {24, 86}),
                    Map.entry("euckr", new int[] {19, 85}),
                    Map.entry("ujis", new int[] {12, 91}),
                    Map.entry("eucjpms", new int[] {97, 98}),
                    Map.entry("latin1", new int[] {5, 8, 15, 31, 47, 48, 49, 94}),
                    Map.entry("latin2", new int[] {2, 9, 21, 27, 77}),
                    Map.entry("cp1251", new int[] {14, 23, 50, 51, 52}),
                    Map.entry("cp1250", new int[] {26, 34, 44, 66, 99}),
                    Map.entry("utf8mb3", new int[] {33, 76, 83, 223}));

    private static final int COLLATIONS_MAX = 256;
    private static final ClientCharset[] BY_NUMBER = new ClientCharset[COLLATIONS_MAX];

    static {
        java.util.Arrays.fill(BY_NUMBER, ClientCharset.UTF8MB4);
        NUMBERS.forEach((name, numbers) -> {
            for (int number : numbers) {
                BY_NUMBER[number] = charset(name);
            }
        });
    }

    private Collations() {}

    private static ClientCharset charset(String name) {
        try {
            return ClientCharset.of(name);
        } catch (IllegalArgumentException notInThisJava) {
            return ClientCharset.UTF8MB4;
        }
    }

    static ClientCharset charsetOf(int collation) {
        return collation >= 0 && collation < COLLATIONS_MAX
                ? BY_NUMBER[collation]
                : ClientCharset.UTF8MB4;
    }
}
