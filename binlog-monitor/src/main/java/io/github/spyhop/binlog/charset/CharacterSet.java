package io.github.spyhop.binlog.charset;

import io.github.spyhop.binlog.json.JsonBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** How text of a column becomes JSON. Used by one thread. */
public sealed interface CharacterSet {

    /**
     * Writes text as a JSON string.
     *
     * @return false, with nothing written, if the bytes are no text of this character set
     */
    boolean write(byte[] bytes, int start, int end, JsonBytes json);

    /** Text of names; what is no text of this character set is replaced. */
    String decode(byte[] bytes);

    /** utf8mb4, utf8mb3 and ascii, whose bytes are those of JSON already. */
    record Unicode8() implements CharacterSet {
        @Override
        public boolean write(byte[] bytes, int start, int end, JsonBytes json) {
            return json.utf8(bytes, start, end);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** A character set of one byte a character, by its table; U+FFFD stands where there is none. */
    record OneByte(String table) implements CharacterSet {
        @Override
        public boolean write(byte[] bytes, int start, int end, JsonBytes json) {
            StringBuilder text = new StringBuilder(end - start);
            for (int i = start; i < end; i++) {
                char c = table.charAt(bytes[i] & 0xff);
                if (c == CharacterSets.NO_CHARACTER) {
                    return false;
                }
                text.append(c);
            }
            json.string(text.toString());
            return true;
        }

        @Override
        public String decode(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes) {
                text.append(table.charAt(b & 0xff));
            }
            return text.toString();
        }
    }

    /** A character set that Java has. */
    record OfJava(Charset charset) implements CharacterSet {
        @Override
        public boolean write(byte[] bytes, int start, int end, JsonBytes json) {
            CharsetDecoder decoder =
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT);
            try {
                json.string(decoder.decode(ByteBuffer.wrap(bytes, start, end - start)).toString());
                return true;
            } catch (CharacterCodingException notText) {
                return false;
            }
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, charset);
        }
    }
}
