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
                    Map.entry("cp1250", "windows-1250"),
                    Map.entry("cp1251", "windows-1251"),
                    Map.entry("cp1256", "windows-1256"),
                    Map.entry("cp1257", "windows-1257"),
                    Map.entry("cp850", "IBM850"),
                    Map.entry("cp852", "IBM852"),
                    Map.entry("cp866", "IBM866"),
                    Map.entry("cp932", "windows-31j"),
                    Map.entry("euckr", "EUC-KR"),
                    Map.entry("gb18030", "GB18030"),
                    Map.entry("gb2312", "GB2312"),
                    Map.entry("gbk", "GBK"),
                    Map.entry("greek", "ISO-8859-7"),
                    Map.entry("hebrew", "ISO-8859-8"),
                    Map.entry("koi8r", "KOI8-R"),
                    Map.entry("koi8u", "KOI8-U"),
                    Map.entry("latin2", "ISO-8859-2"),
                    Map.entry("latin5", "ISO-8859-9"),
                    Map.entry("latin7", "ISO-8859-13"),
                    Map.entry("sjis", "Shift_JIS"),
                    Map.entry("tis620", "TIS-620"),
                    Map.entry("ucs2", "UTF-16BE"),
                    Map.entry("ujis", "EUC-JP"),
                    Map.entry("utf16", "UTF-16BE"),
                    Map.entry("utf16le", "UTF-16LE"),
                    Map.entry("utf32", "UTF-32BE"));

    private final Map<Integer, String> namesByCollation;
    private final Map<String, CharacterSet> byName = new HashMap<>();

    /**
     * @param namesByCollation as {@code information_schema.COLLATIONS} has them
     */
    public CharacterSets(Map<Integer, String> namesByCollation) {
        this.namesByCollation = Map.copyOf(namesByCollation);
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
        return Optional.of(byName.computeIfAbsent(name, CharacterSets::named));
    }

    private static CharacterSet named(String name) {
        return switch (name) {
            case "utf8mb4", "utf8mb3", "utf8", "ascii" -> new CharacterSet.Unicode8();
            case "latin1" -> new CharacterSet.OneByte(latin1());
            default -> {
                String javaName = JAVA_NAMES.get(name);
                if (javaName == null) {
                    throw new FaultException(
                            FaultCode.SCHEMA_UNKNOWN, "character set " + name + " is not known");
                }
                yield new CharacterSet.OfJava(Charset.forName(javaName));
            }
        };
    }

    /** MySQL's latin1 is Windows-1252 with the five bytes that this leaves out. */
    private static String latin1() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        StringBuilder table = new StringBuilder(new String(all, Charset.forName("windows-1252")));
        for (int i = 0; i < table.length(); i++) {
            if (table.charAt(i) == '\ufffd') {
                table.setCharAt(i, (char) i);
            }
        }
        return table.toString();
    }

    /** Text that was read byte by byte, as what it means. */
    public String decode(String bytesAsLatin1, int collation) {
        byte[] bytes = bytesAsLatin1.getBytes(StandardCharsets.ISO_8859_1);
        return of(collation).map(characterSet -> characterSet.decode(bytes)).orElse(bytesAsLatin1);
    }
}
