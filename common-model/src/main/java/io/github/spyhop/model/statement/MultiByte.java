package io.github.spyhop.model.statement;

/** How a character set marks characters of several bytes. */
enum MultiByte {
    /** Every character is one byte. */
    NONE(0xFF, 0) {
        @Override
        int length(byte[] text, int at, int end) {
            return 0;
        }
    },
    /** Lead and trail 0xA1 to 0xFE, with 0x8E and 0x8F as shifts. */
    EUC_JP(0x8E, 0xFE) {
        @Override
        boolean leads(int value) {
            return within(value, 0x8E, 0x8F) || within(value, 0xA1, 0xFE);
        }

        @Override
        int length(byte[] text, int at, int end) {
            int lead = text[at] & 0xFF;
            int second = byteAt(text, at + 1, end);
            if (lead == 0x8E) {
                return within(second, 0xA1, 0xDF) ? 2 : 0;
            }
            if (!within(second, 0xA1, 0xFE)) {
                return 0;
            }
            if (lead == 0x8F) {
                return within(byteAt(text, at + 2, end), 0xA1, 0xFE) ? 3 : 0;
            }
            return within(lead, 0xA1, 0xFE) ? 2 : 0;
        }
    },
    EUC_KR(0x81, 0xFE) {
        @Override
        int length(byte[] text, int at, int end) {
            int second = byteAt(text, at + 1, end);
            boolean trail =
                    within(second, 0x41, 0x5A)
                            || within(second, 0x61, 0x7A)
                            || within(second, 0x81, 0xFE);
            return leads(text[at] & 0xFF) && trail ? 2 : 0;
        }
    },
    GB2312(0xA1, 0xF7) {
        @Override
        int length(byte[] text, int at, int end) {
            int second = byteAt(text, at + 1, end);
            return leads(text[at] & 0xFF) && within(second, 0xA1, 0xFE) ? 2 : 0;
        }
    },
    BIG5(0xA1, 0xF9) {
        @Override
        int length(byte[] text, int at, int end) {
            int second = byteAt(text, at + 1, end);
            boolean trail = within(second, 0x40, 0x7E) || within(second, 0xA1, 0xFE);
            return leads(text[at] & 0xFF) && trail ? 2 : 0;
        }
    },
    GBK(0x81, 0xFE) {
        @Override
        int length(byte[] text, int at, int end) {
            int second = byteAt(text, at + 1, end);
            boolean trail = within(second, 0x40, 0x7E) || within(second, 0x80, 0xFE);
            return leads(text[at] & 0xFF) && trail ? 2 : 0;
        }
    },
    GB18030(0x81, 0xFE) {
        @Override
        int length(byte[] text, int at, int end) {
            int second = byteAt(text, at + 1, end);
            if (!leads(text[at] & 0xFF)) {
                return 0;
            }
            if (within(second, 0x40, 0x7E) || within(second, 0x80, 0xFE)) {
                return 2;
            }
            boolean four =
                    within(second, 0x30, 0x39)
                            && within(byteAt(text, at + 2, end), 0x81, 0xFE)
                            && within(byteAt(text, at + 3, end), 0x30, 0x39);
            return four ? 4 : 0;
        }
    },
    SHIFT_JIS(0x81, 0xFC) {
        @Override
        boolean leads(int value) {
            return within(value, 0x81, 0x9F) || within(value, 0xE0, 0xFC);
        }

        @Override
        int length(byte[] text, int at, int end) {
            int second = byteAt(text, at + 1, end);
            boolean trail = within(second, 0x40, 0x7E) || within(second, 0x80, 0xFC);
            return leads(text[at] & 0xFF) && trail ? 2 : 0;
        }
    },
    UTF8MB3(0xC2, 0xEF) {
        @Override
        int length(byte[] text, int at, int end) {
            return utf8Length(text, at, end, 3);
        }
    },
    UTF8MB4(0xC2, 0xF7) {
        @Override
        int length(byte[] text, int at, int end) {
            return utf8Length(text, at, end, 4);
        }
    };

    private final int leadMin;
    private final int leadMax;

    MultiByte(int leadMin, int leadMax) {
        this.leadMin = leadMin;
        this.leadMax = leadMax;
    }

    /** How many bytes the character at {@code at} has if it is a valid one of several, else 0. */
    abstract int length(byte[] text, int at, int end);

    /** Whether a byte may begin a character of several. */
    boolean leads(int value) {
        return within(value, leadMin, leadMax);
    }

    /** Whether a character begins at {@code at} that the end cuts off. */
    boolean isCutOff(byte[] text, int at, int end) {
        int lead = text[at] & 0xFF;
        if (!leads(lead)) {
            return false;
        }
        int needed =
                switch (this) {
                    case NONE -> 1;
                    case EUC_JP -> lead == 0x8F ? 3 : 2;
                    case GB18030 -> within(byteAt(text, at + 1, end), 0x30, 0x39) ? 4 : 2;
                    case UTF8MB3, UTF8MB4 -> lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
                    case EUC_KR, GB2312, BIG5, GBK, SHIFT_JIS -> 2;
                };
        return at + needed > end;
    }

    /** Whether a character's later bytes may look like quotes or backslashes. */
    boolean hidesAscii() {
        return switch (this) {
            case BIG5, GBK, GB18030, SHIFT_JIS -> true;
            case NONE, EUC_JP, EUC_KR, GB2312, UTF8MB3, UTF8MB4 -> false;
        };
    }

    private static int utf8Length(byte[] text, int at, int end, int lengthMax) {
        int lead = text[at] & 0xFF;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || length > lengthMax || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((text[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = text[at + 1] & 0xFF;
        boolean overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        boolean beyond = lead == 0xF4 && second > 0x8F;
        return overlong || beyond ? 0 : length;
    }

    private static int byteAt(byte[] text, int at, int end) {
        return at < end ? text[at] & 0xFF : 0;
    }

    private static boolean within(int value, int min, int max) {
        return value >= min && value <= max;
    }
}
