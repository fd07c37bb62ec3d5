package io.github.spyhop.binlog.charset;

import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The character sets of a server, by the numbers of its collations. Used by one thread. */
public final class CharacterSets {

    /** The collation of what is no text. */
    public static final int BINARY_COLLATION = 63;

    private static final Map<String, String> JAVA_NAMES =
            Map.ofEntries(
                    Map.entry("big5", "Big5"),
                    Map.entry("cp932", "windows-31j"),
                    Map.entry("eucjpms", "x-eucJP-Open"),
                    Map.entry("euckr", "EUC-KR"),
                    Map.entry("gb18030", "GB18030"),
                    Map.entry("gb2312", "GB2312"),
                    Map.entry("gbk", "GBK"),
                    Map.entry("sjis", "Shift_JIS"),
                    Map.entry("ucs2", "UTF-16BE"),
                    Map.entry("ujis", "EUC-JP"),
                    Map.entry("utf16", "UTF-16BE"),
                    Map.entry("utf16le", "UTF-16LE"),
                    Map.entry("utf32", "UTF-32BE"));

    /** The bytes that a character set of one byte a character may give a meaning. */
    public static final int BYTES = 256;

    /** What a table of characters has where a byte means nothing. */
    public static final char NO_CHARACTER = '\ufffd';

    private final Map<Integer, String> namesByCollation;
    private final Map<String, String> tables;
    private final Map<String, CharacterSet> byName = new HashMap<>();

    /**
     * @param namesByCollation as {@code information_schema.COLLATIONS} has them
     * @param tables the {@value #BYTES} characters of those of one byte a character, as the server
     *     has them, by name
     */
    public CharacterSets(Map<Integer, String> namesByCollation, Map<String, String> tables) {
        this.namesByCollation = Map.copyOf(namesByCollation);
        this.tables = Map.copyOf(tables);
    }

    /**
     * The character set of a collation; none for binary strings.
     *
     * @throws FaultException if the server's collations were not known to have it
     */
    public Optional<CharacterSet> of(int collation) {
        if (collation == BINARY_COLLATION) {
            return Optional.empty();
        }
        String name = namesByCollation.get(collation);
        if (name == null) {
            throw new FaultException(
                    FaultCode.SCHEMA_UNKNOWN, "collation " + collation + " is not known");
        }
        return Optional.of(byName.computeIfAbsent(name, this::named));
    }

    private CharacterSet named(String name) {
        return switch (name) {
            case "utf8mb4", "utf8mb3", "utf8", "ascii" -> new CharacterSet.Unicode8();
            default -> {
                String table = tables.get(name);
                if (table != null) {
                    yield new CharacterSet.OneByte(table);
                }
                String javaName = JAVA_NAMES.get(name);
                if (javaName == null) {
                    throw new FaultException(
                            FaultCode.SCHEMA_UNKNOWN, "character set " + name + " is not known");
                }
                yield new CharacterSet.OfJava(Charset.forName(javaName));
            }
        };
    }

    /** Text that was read byte by byte, as what it means; of no collation, as UTF-8. */
    public String decode(String bytesAsLatin1, int collation) {
        byte[] bytes = bytesAsLatin1.getBytes(StandardCharsets.ISO_8859_1);
        if (collation == 0) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return of(collation).map(characterSet -> characterSet.decode(bytes)).orElse(bytesAsLatin1);
    }
}
