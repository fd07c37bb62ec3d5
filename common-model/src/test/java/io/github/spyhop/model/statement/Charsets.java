package io.github.spyhop.model.statement;

import java.nio.charset.Charset;

/** Java's names of the character sets that tests write statements in. */
final class Charsets {

    private Charsets() {}

    static Charset of(ClientCharset charset) {
        return Charset.forName(
                switch (charset.name()) {
                    case "latin1" -> "windows-1252";
                    case "gbk" -> "GBK";
                    case "sjis" -> "Shift_JIS";
                    case "utf8mb4", "utf8mb3" -> "UTF-8";
                    default -> throw new IllegalArgumentException(charset.name());
                });
    }
}
