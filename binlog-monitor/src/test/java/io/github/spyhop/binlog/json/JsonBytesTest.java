package io.github.spyhop.binlog.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonBytes json = new JsonBytes();

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                99,
                100,
                -1,
                -10,
                1_234_567_890_123L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void writesIntegers(long value) {
        assertThat(json.number(value)).hasToString(Long.toString(value));
        json.clear();
        assertThat(json.unsigned(value)).hasToString(Long.toUnsignedString(value));
    }

    @Test
    void writesRandomIntegers() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            json.clear();
            assertThat(json.number(value).raw(' ').unsigned(value))
                    .hasToString(value + " " + Long.toUnsignedString(value));
        }
    }

    @Test
    void escapesWhatJsonForbids() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < 0x300; c++) {
            text.append((char) c);
        }
        text.append("€𐍈\"\\/");

        json.string(text.toString());

        assertThat(mapper.readValue(json.toString(), String.class)).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "80",
                "c0af",
                "c1bf",
                "e08080",
                "eda080",
                "f4908080",
                "f8888080",
                "e282",
                "61f0908d"
            })
    void refusesWhatIsNotUtf8(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        json.raw('x');

        assertThat(json.utf8(bytes, 0, bytes.length)).isFalse();

        assertThat(json).hasToString("x");
    }

    @Test
    void agreesWithJavaOnWhatIsUtf8() {
        Random random = new Random(5);
        byte[] bytes = new byte[6];
        for (int i = 0; i < 300_000; i++) {
            random.nextBytes(bytes);
            json.clear();
            String java = new String(bytes, StandardCharsets.UTF_8);
            boolean valid = java.indexOf('\ufffd') < 0;
            assertThat(json.utf8(bytes, 0, bytes.length)).as(java).isEqualTo(valid);
        }
    }
}
