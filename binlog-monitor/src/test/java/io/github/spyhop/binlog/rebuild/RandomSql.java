package io.github.spyhop.binlog.rebuild;

import java.util.List;
import java.util.Random;

/** Statements with random values over the tables of the proof. Used by one thread. */
final class RandomSql {

    static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE every_type (
                        id INT AUTO_INCREMENT PRIMARY KEY, ti TINYINT UNSIGNED, bi BIGINT UNSIGNED,
                        de DECIMAL(20,6), fl FLOAT, db DOUBLE, bt BIT(10), yr YEAR, da DATE,
                        tm TIME(3), dt DATETIME(6), ts TIMESTAMP(3) NULL, ch CHAR(10),
                        vl VARCHAR(40) CHARACTER SET latin1, vu VARCHAR(40), vb VARBINARY(20),
                        bn BINARY(6), tx TEXT, bl BLOB, en ENUM('a','b','ü'), st SET('x','y','z'),
                        js JSON, gp POINT) CHARACTER SET utf8mb4\
                    """,
                    "CREATE TABLE no_key (a INT, b VARCHAR(20), c DECIMAL(8,2))",
                    "CREATE TABLE pair (k1 INT, k2 VARCHAR(10), v INT, PRIMARY KEY (k1, k2))",
                    "CREATE TABLE changing (id INT AUTO_INCREMENT PRIMARY KEY, v INT)",
                    "CREATE TABLE finished (id INT PRIMARY KEY)");

    private static final int IDS = 400;

    private final Random random;

    RandomSql(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** Changes some rows. */
    String change() {
        return switch (below(11)) {
            case 0, 1, 2 -> insertEveryType();
            case 3, 4 ->
                    "UPDATE every_type SET %s ORDER BY id DESC LIMIT %d"
                            .formatted(assignment(), 1 + below(4));
            case 5 -> "DELETE FROM every_type ORDER BY id LIMIT " + (1 + below(4));
            case 6 ->
                    "INSERT INTO no_key VALUES (%d, %s, %d.5), (1, NULL, NULL)"
                            .formatted(below(20), text(), below(1000));
            case 7 -> "UPDATE no_key SET c = %d WHERE a = %d".formatted(below(99), below(20));
            case 8 -> "DELETE FROM no_key WHERE a = %d LIMIT 5".formatted(below(20));
            case 9 ->
                    "REPLACE INTO pair VALUES (%d, %s, %d), (%d, 'k', 1)"
                            .formatted(below(30), "'k" + below(5) + "'", below(IDS), below(30));
            default ->
                    percent(50)
                            ? "INSERT INTO changing (v) VALUES (%d), (%d)"
                                    .formatted(below(IDS), below(IDS))
                            : "UPDATE changing SET v = v + 1 ORDER BY id DESC LIMIT 5";
        };
    }

    private String insertEveryType() {
        return """
        INSERT INTO every_type (ti, bi, de, fl, db, bt, yr, da, tm, dt, ts, ch, vl, vu, vb, bn, tx,
            bl, en, st, js, gp) VALUES (%s)\
        """
                .formatted(
                        String.join(
                                ", ",
                                List.of(
                                        number(256),
                                        bigNumber(),
                                        fraction(),
                                        real(),
                                        real(),
                                        number(1024),
                                        number(200) + " + 1950",
                                        date(),
                                        time(),
                                        dateTime(),
                                        dateTime(),
                                        text(),
                                        text(),
                                        text(),
                                        binary(),
                                        binary(),
                                        longText(),
                                        binary(),
                                        member(),
                                        members(),
                                        document(),
                                        point())));
    }

    private String assignment() {
        return switch (below(8)) {
            case 0 -> "ti = " + number(256) + ", bi = " + bigNumber();
            case 1 -> "de = " + fraction() + ", fl = " + real() + ", db = " + real();
            case 2 -> "da = " + date() + ", tm = " + time() + ", dt = " + dateTime();
            case 3 -> "ts = " + dateTime() + ", yr = 2001";
            case 4 -> "vl = " + text() + ", vu = " + text() + ", vb = " + binary();
            case 5 -> "tx = " + longText() + ", bl = " + binary() + ", bn = " + binary();
            case 6 -> "en = " + member() + ", st = " + members() + ", bt = " + number(1024);
            default -> "js = " + document() + ", gp = " + point();
        };
    }

    /** Changes a definition. */
    String definition() {
        int column = below(6);
        return switch (below(7)) {
            case 0, 1 ->
                    "ALTER TABLE changing ADD COLUMN c%d VARCHAR(20) DEFAULT 'd%d'%s"
                            .formatted(column, column, percent(50) ? " AFTER id" : "");
            case 2 -> "ALTER TABLE changing DROP COLUMN c" + column;
            case 3 -> "ALTER TABLE changing RENAME COLUMN c%d TO c%d".formatted(column, below(6));
            case 4 -> "CREATE TABLE copy%d AS SELECT * FROM changing LIMIT 20".formatted(column);
            case 5 -> "DROP TABLE IF EXISTS copy%d, copy%d".formatted(column, below(6));
            default ->
                    percent(20)
                            ? "TRUNCATE pair"
                            : "RENAME TABLE copy%d TO copy%d".formatted(column, below(6));
        };
    }

    private String number(int bound) {
        return nullOr(Integer.toString(below(bound)));
    }

    private String bigNumber() {
        return nullOr(Long.toUnsignedString(random.nextLong()));
    }

    private String fraction() {
        return nullOr("%d.%06d".formatted(random.nextInt(), below(1_000_000)));
    }

    private String real() {
        return nullOr(Float.toString((random.nextFloat() - 0.5f) * 1e10f));
    }

    private String date() {
        return nullOr("'%04d-%02d-%02d'".formatted(1000 + below(8999), 1 + below(12), below(29)));
    }

    private String time() {
        return nullOr(
                "'%s%d:%02d:%02d.%03d'"
                        .formatted(
                                percent(30) ? "-" : "",
                                below(800),
                                below(60),
                                below(60),
                                below(1000)));
    }

    private String dateTime() {
        return nullOr(
                "'%04d-%02d-%02d %02d:%02d:%02d.%06d'"
                        .formatted(
                                1990 + below(40),
                                1 + below(12),
                                1 + below(28),
                                below(24),
                                below(60),
                                below(60),
                                below(1_000_000)));
    }

    private String text() {
        return nullOr(
                "'%s%d'"
                        .formatted(
                                List.of("ä", "x\\'", "\\\\", "é€", "").get(below(5)), below(99)));
    }

    private String longText() {
        return nullOr(
                "REPEAT('%s', %d)".formatted(List.of("𝄞", "t", "ж").get(below(3)), below(900)));
    }

    private String binary() {
        return nullOr("X'%08x'".formatted(random.nextInt()));
    }

    private String member() {
        return nullOr(List.of("'a'", "'b'", "'ü'", "''").get(below(4)));
    }

    private String members() {
        return nullOr(List.of("''", "'x'", "'z,y'", "'x,y,z'").get(below(4)));
    }

    private String document() {
        return nullOr(
                List.of(
                                "'{\"a\": [1, %d, null], \"b\": \"ü\"}'",
                                "'[%d, true]'", "'%d'", "'\"s%d\"'")
                        .get(below(4))
                        .formatted(below(100_000)));
    }

    private String point() {
        return nullOr("POINT(%d, %d)".formatted(below(90), below(90)));
    }

    private String nullOr(String value) {
        return percent(8) ? "NULL" : value;
    }
}
