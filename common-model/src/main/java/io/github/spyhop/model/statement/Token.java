package io.github.spyhop.model.statement;

/**
 * The numbers of the tokens that our rules name. They are MySQL's own: single characters are their
 * code, words and literals have the numbers of its grammar, and 1,100 to 1,111 are what a digest
 * makes of them, so that a token array hashes to the DIGEST of performance_schema.
 */
final class Token {

    /** No more tokens. */
    static final int END = 0;

    static final int NUL = 0;

    // Literals.
    static final int BIN_NUM = 292;
    static final int DECIMAL_NUM = 377;
    static final int FLOAT_NUM = 443;
    static final int HEX_NUM = 474;
    static final int HOSTNAME = 529;
    static final int LONG_NUM = 545;
    static final int NCHAR_STRING = 611;
    static final int NUM = 628;
    static final int PARAM_MARKER = 652;
    static final int TEXT_STRING = 827;
    static final int ULONGLONG_NUM = 849;
    static final int DOLLAR_QUOTED_STRING = 1204;

    // Names.
    static final int IDENT = 482;
    static final int UNDERSCORE_CHARSET = 852;

    // Operators.
    static final int AND_AND = 273;
    static final int EQ = 415;
    static final int EQUAL = 416;
    static final int GE = 456;
    static final int GT = 469;
    static final int JSON_SEPARATOR = 514;
    static final int LE = 522;
    static final int LT = 549;
    static final int NE = 614;
    static final int NOT2 = 621;
    static final int OR2 = 642;
    static final int OR_OR = 644;
    static final int SET_VAR = 757;
    static final int SHIFT_LEFT = 759;
    static final int SHIFT_RIGHT = 760;
    static final int JSON_UNQUOTED_SEPARATOR = 907;

    // Words.
    static final int ALTER = 269;
    static final int ANALYZE = 272;
    static final int AS = 276;
    static final int BEGIN = 287;
    static final int BINARY = 290;
    static final int BY = 303;
    static final int CASE = 309;
    static final int CHANGE = 313;
    static final int COLUMN_FORMAT = 330;
    static final int CREATE = 354;
    static final int CUBE = 356;
    static final int DATABASE = 363;
    static final int DEFAULT = 380;
    static final int DELETE = 385;
    static final int DO = 398;
    static final int DROP = 399;
    static final int ELSE = 405;
    static final int END_WORD = 409;
    static final int EVENT = 422;
    static final int EXISTS = 426;
    static final int FOR = 449;
    static final int FUNCTION = 455;
    static final int GROUP = 467;
    static final int IF = 485;
    static final int INDEX = 490;
    static final int INSERT = 496;
    static final int IN = 504;
    static final int INTO = 501;
    static final int IS = 509;
    static final int KEY = 518;
    static final int LOCK = 540;
    static final int LOOP = 547;
    static final int NOT = 622;
    static final int NULL = 627;
    static final int ON = 633;
    static final int ORDER = 643;
    static final int PARTITION = 656;
    static final int PROCEDURE = 675;
    static final int RECURSIVE = 915;
    static final int RENAME = 706;
    static final int REPEAT = 710;
    static final int REPLACE = 711;
    static final int ROLLUP = 734;
    static final int SELECT = 748;
    static final int SHARE = 758;
    static final int SHOW = 761;
    static final int STORAGE = 802;
    static final int TABLE = 821;
    static final int THEN = 830;
    static final int TRIGGER = 842;
    static final int UPDATE = 864;
    static final int USER = 867;
    static final int WHILE = 891;
    static final int WITH = 892;
    static final int WITH_ROLLUP = 894;
    static final int VALUES = 875;
    static final int VIEW = 883;
    static final int GROUPING = 926;
    static final int SECONDARY_ENGINE = 980;
    static final int PRIVILEGE_CHECKS_USER = 991;
    static final int MASTER_TLS_CIPHERSUITES = 992;
    static final int SOURCE_TLS_CIPHERSUITES = 1185;
    static final int ABSENT = 1223;
    static final int SETS = 1238;
    static final int MASKING = 1240;

    // What a digest makes of them.
    static final int GENERIC_VALUE = 1100;
    static final int GENERIC_VALUE_LIST = 1101;
    static final int ROW_SINGLE_VALUE = 1102;
    static final int ROW_SINGLE_VALUE_LIST = 1103;
    static final int ROW_MULTIPLE_VALUE = 1104;
    static final int ROW_MULTIPLE_VALUE_LIST = 1105;
    static final int DIGEST_IDENT = 1106;
    static final int DIGEST_IDENT_AT = 1107;
    static final int HINT_OPEN = 1108;
    static final int HINT_CLOSE = 1109;
    static final int IN_GENERIC_VALUE = 1110;
    static final int NUMERIC_COLUMN = 1111;
    static final int UNUSED = 1112;

    /** Above every token number. */
    static final int COUNT = 1280;

    private Token() {}
}
