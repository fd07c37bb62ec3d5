package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCharsetTest {

    @ParameterizedTest
    @CsvSource({
        "latin1, e480, ä€, true",
        "latin1, 81, \u0081, true",
        "cp1251, cff0e8, При, true",
        "greek, e4ff, δ?, false",
        "tis620, a1ff, ก\uFFFD, true",
        "gbk, c3fb, 名, true",
        "sjis, 955cb1, 表ｱ, true",
        "ujis, c9bd, 表, true",
        "euckr, b0a1, 가, true",
        "big5, a6d1, 老, true",
        "gb18030, 81308130, \u0080, true",
        "utf8mb4, c3a4f09f9880, ä?, false",
        "utf8mb4, 61c3, a, true",
        "utf8mb4, 61ff62, a?b, false",
        "ascii, 61e4, a?, false",
    })
    void readsAsTheServerDoes(String name, String bytes, String text, boolean exact) {
        byte[] raw = HexFormat.of().parseHex(bytes);

        assertThat(ClientCharset.of(name).decode(raw, 0, raw.length))
                .isEqualTo(new ClientCharset.Decoded(text, exact));
    }

    @Test
    void knowsNoSetThatDoesNotExtendAscii() {
        assertThatThrownBy(() -> ClientCharset.of("utf16")).hasMessageContaining("utf16");
        assertThat(ClientCharset.of("UTF8")).isSameAs(ClientCharset.UTF8MB3);
    }
}
