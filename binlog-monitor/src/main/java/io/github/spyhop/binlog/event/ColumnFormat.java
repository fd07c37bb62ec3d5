package io.github.spyhop.binlog.event;

/**
 * How the values of a column lie in a row image: either of one width, or behind a length.
 *
 * @param type the column's real type, ENUM and SET told from CHAR
 * @param parameter what the type needs: maximal bytes of a CHAR, bits of a BIT, digits of the
 *     fraction of a temporal type, precision and scale of a DECIMAL
 * @param width the bytes of every value, or -1 where a length precedes it
 * @param lengthBytes the bytes of that length, 1 to 4
 */
public record ColumnFormat(ColumnType type, int parameter, int width, int lengthBytes) {

    private static final int ONE_BYTE_LENGTH_MAX = 255;
    private static final int FRACTION_MAX = 6;
    private static final int DECIMAL_PRECISION_MAX = 65;
    private static final int DECIMAL_SCALE_MAX = 30;
    private static final int BITS_MAX = 64;

    /** The bytes that a DECIMAL's leading digits take, by how many they are. */
    private static final int[] DECIMAL_BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    public static final int DECIMAL_DIGITS_OF_4_BYTES = 9;

    /** Reads the metadata of one column. */
    static ColumnFormat decode(int typeCode, ByteCursor metadata) {
        ColumnType type = ColumnType.of(typeCode);
        return switch (type) {
            case TINY, SHORT, INT, BIGINT, MEDIUMINT, DATE, YEAR, NULL ->
                    fixed(type, 0, type.width());
            case OLD_TIMESTAMP, OLD_TIME, OLD_DATETIME -> fixed(type, 0, type.width());
            case FLOAT, DOUBLE -> {
                metadata.skip(1);
                yield fixed(type, 0, type.width());
            }
            case VARCHAR, VAR_STRING -> string(ColumnType.VARCHAR, metadata.u16());
            case BLOB, JSON, GEOMETRY, VECTOR -> counted(type, metadata.u8());
            case BIT -> bit(metadata.u8(), metadata.u8());
            case DECIMAL -> decimal(metadata.u8(), metadata.u8());
            case TIMESTAMP -> temporal(type, 4, metadata.u8());
            case DATETIME -> temporal(type, 5, metadata.u8());
            case TIME -> temporal(type, 3, metadata.u8());
            case CHAR, ENUM, SET -> charLike(metadata.u8(), metadata.u8());
        };
    }

    private static ColumnFormat fixed(ColumnType type, int parameter, int width) {
        return new ColumnFormat(type, parameter, width, 0);
    }

    private static ColumnFormat counted(ColumnType type, int lengthBytes) {
        if (lengthBytes < 1 || lengthBytes > 4) {
            throw new MalformedEventException("a " + type + " whose length takes " + lengthBytes);
        }
        return new ColumnFormat(type, 0, -1, lengthBytes);
    }

    private static ColumnFormat string(ColumnType type, int maxBytes) {
        return new ColumnFormat(type, maxBytes, -1, maxBytes > ONE_BYTE_LENGTH_MAX ? 2 : 1);
    }

    private static ColumnFormat bit(int looseBits, int wholeBytes) {
        int bits = wholeBytes * Byte.SIZE + looseBits;
        if (bits > BITS_MAX) {
            throw new MalformedEventException("a BIT of " + bits);
        }
        return fixed(ColumnType.BIT, bits, (bits + Byte.SIZE - 1) / Byte.SIZE);
    }

    private static ColumnFormat temporal(ColumnType type, int wholeBytes, int fractionDigits) {
        if (fractionDigits > FRACTION_MAX) {
            throw new MalformedEventException("a " + type + " of " + fractionDigits + " digits");
        }
        return fixed(type, fractionDigits, wholeBytes + (fractionDigits + 1) / 2);
    }

    private static ColumnFormat decimal(int precision, int scale) {
        if (precision > DECIMAL_PRECISION_MAX || scale > DECIMAL_SCALE_MAX || scale > precision) {
            throw new MalformedEventException("a DECIMAL(" + precision + "," + scale + ")");
        }
        int width = decimalBytes(precision - scale) + decimalBytes(scale);
        return fixed(ColumnType.DECIMAL, precision << Byte.SIZE | scale, width);
    }

    private static int decimalBytes(int digits) {
        return digits / DECIMAL_DIGITS_OF_4_BYTES * 4
                + decimalLooseBytes(digits % DECIMAL_DIGITS_OF_4_BYTES);
    }

    /** The bytes of the 0 to 8 digits of a DECIMAL that fill no group of 9. */
    public static int decimalLooseBytes(int digits) {
        return DECIMAL_BYTES[digits];
    }

    /**
     * CHAR, ENUM and SET all come as CHAR; the first byte tells them apart and, in two bits turned
     * over, holds the upper bits of a CHAR's length.
     */
    private static ColumnFormat charLike(int realType, int low) {
        int typeCode = realType | 0x30;
        int length = low | ((realType & 0x30) ^ 0x30) << 4;
        ColumnType type = ColumnType.of((realType & 0x30) == 0x30 ? realType : typeCode);
        return switch (type) {
            case ENUM, SET -> fixed(type, 0, low);
            default -> string(ColumnType.CHAR, length);
        };
    }

    /** The digits of a DECIMAL before and behind the point. */
    public int decimalPrecision() {
        return parameter >> Byte.SIZE;
    }

    /** The digits of a DECIMAL behind the point. */
    public int decimalScale() {
        return parameter & 0xff;
    }

    /** Where the value that begins at a position ends; {@link #contentStart} is behind its length. */
    public int endOf(byte[] bytes, int start, int limit) {
        long end;
        if (width >= 0) {
            end = (long) start + width;
        } else {
            int content = start + lengthBytes;
            if (content > limit) {
                throw MalformedEventException.tooShort(lengthBytes, limit - start);
            }
            long length = 0;
            for (int i = content - 1; i >= start; i--) {
                length = length << Byte.SIZE | (bytes[i] & 0xff);
            }
            end = content + length;
        }
        if (end > limit) {
            throw MalformedEventException.tooShort(
                    (int) Math.min(Integer.MAX_VALUE, end - start), limit - start);
        }
        return (int) end;
    }

    /** Where the value itself begins, behind its length if it has one. */
    public int contentStart(int start) {
        return width >= 0 ? start : start + lengthBytes;
    }
}
