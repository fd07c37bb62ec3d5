package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a dialect's digests print for a token, and what their rules ask about it. */
final class TokenTable {

    /** After it, + and - are signs. */
    static final int SIGN_FOLLOWS = 1;

    /** After it, NULL is a value. */
    static final int VALUE_FOLLOWS = 1 << 1;

    /** Behind an integer, it goes on with the expression. */
    static final int CONTINUES_EXPRESSION = 1 << 2;

    /** It ends the list of GROUP BY, ORDER BY or PARTITION BY. */
    static final int ENDS_COLUMN_LIST = 1 << 3;

    private static final Map<String, Integer> TRAITS =
            Map.of(
                    "sign-follows", SIGN_FOLLOWS,
                    "value-follows", VALUE_FOLLOWS,
                    "continues-expression", CONTINUES_EXPRESSION,
                    "ends-column-list", ENDS_COLUMN_LIST);

    private static final Map<String, Integer> SIGNS =
            Map.ofEntries(
                    Map.entry("=", Token.EQ),
                    Map.entry("<=>", Token.EQUAL),
                    Map.entry("!=", Token.NE),
                    Map.entry("<", Token.LT),
                    Map.entry(">", Token.GT),
                    Map.entry("<=", Token.LE),
                    Map.entry(">=", Token.GE),
                    Map.entry("<<", Token.SHIFT_LEFT),
                    Map.entry(">>", Token.SHIFT_RIGHT),
                    Map.entry("&&", Token.AND_AND),
                    Map.entry("||", Token.OR2),
                    Map.entry("concat", Token.OR_OR),
                    Map.entry("not2", Token.NOT2),
                    Map.entry(":=", Token.SET_VAR));

    private static final Map<Integer, String> FIXED_TEXTS =
            Map.ofEntries(
                    Map.entry(Token.NOT2, "!"),
                    Map.entry(Token.OR_OR, "||"),
                    Map.entry(Token.WITH_ROLLUP, "WITH ROLLUP"),
                    Map.entry(Token.UNDERSCORE_CHARSET, "(_charset)"),
                    Map.entry(Token.JSON_SEPARATOR, "->"),
                    Map.entry(Token.JSON_UNQUOTED_SEPARATOR, "->>"),
                    Map.entry(Token.DOLLAR_QUOTED_STRING, "(unknown)"),
                    Map.entry(Token.GENERIC_VALUE, "?"),
                    Map.entry(Token.GENERIC_VALUE_LIST, "?, ..."),
                    Map.entry(Token.ROW_SINGLE_VALUE, "(?)"),
                    Map.entry(Token.ROW_SINGLE_VALUE_LIST, "(?) /* , ... */"),
                    Map.entry(Token.ROW_MULTIPLE_VALUE, "(...)"),
                    Map.entry(Token.ROW_MULTIPLE_VALUE_LIST, "(...) /* , ... */"),
                    Map.entry(Token.IN_GENERIC_VALUE, "IN (...)"),
                    Map.entry(Token.HINT_OPEN, "/*+"),
                    Map.entry(Token.HINT_CLOSE, "*/"));

    private final byte[][] texts = new byte[Token.COUNT][];
    private final byte[] traits = new byte[Token.COUNT];

    TokenTable(Keywords words, Keywords hintWords, Dialect dialect) {
        int version = dialect.wordsVersion();
        Map<Integer, String> named = new HashMap<>(hintWords.texts());
        named.putAll(words.texts());
        SIGNS.forEach((sign, token) -> named.put(token, sign));
        named.putAll(FIXED_TEXTS);
        if (dialect.showsOrAsOnePipe()) {
            named.put(Token.OR2, "|");
        }
        named.forEach((token, text) -> texts[token] = text.getBytes(ISO_8859_1));
        for (int c = 1; c < 256; c++) {
            texts[c] = new byte[] {(byte) c};
        }
        List<String> lines = ResourceLines.read("token-traits.txt");
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (version >= Integer.parseInt(fields[1])) {
                mark(fields, words);
            }
        }
    }

    /** The text of a token, or null if the dialect has none for it. */
    byte @Nullable [] text(int token) {
        return texts[token];
    }

    boolean is(int trait, int token) {
        return (traits[token] & trait) != 0;
    }

    private void mark(String[] fields, Keywords words) {
        Integer trait = TRAITS.get(fields[0]);
        if (trait == null) {
            throw new IllegalStateException("token-traits.txt has no trait '" + fields[0] + "'");
        }
        for (int i = 2; i < fields.length; i++) {
            int token = token(fields[i], words);
            // A word that this version does not have marks nothing.
            if (token != 0) {
                traits[token] = (byte) (traits[token] | trait);
            }
        }
    }

    private static int token(String name, Keywords words) {
        Integer sign = SIGNS.get(name);
        if (sign != null) {
            return sign;
        }
        byte[] bytes = name.getBytes(ISO_8859_1);
        return bytes.length == 1 ? bytes[0] : words.find(bytes, 0, bytes.length) & Keywords.TOKEN;
    }
}
