package io.github.spyhop.binlog.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What TABLE_MAP says of the columns beyond their types: signs and collations always, the rest
 * where {@code binlog_row_metadata=FULL}. Each is {@code kind 1, length, value}.
 *
 * @param unsigned by column
 * @param collations by column; 0 where the column has none
 * @param names all or none
 * @param members of the ENUM and SET columns, by column; bytes in the column's character set as
 *     ISO-8859-1 text
 * @param primaryKey the columns of the primary key in the key's order
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Table__map__event.html">
 *     Table_map_event: optional metadata</a>
 */
public record TableMetadata(
        List<Boolean> unsigned,
        List<Integer> collations,
        List<String> names,
        Map<Integer, List<String>> members,
        List<Integer> primaryKey) {

    private static final int SIGNEDNESS = 1;
    private static final int DEFAULT_CHARSET = 2;
    private static final int COLUMN_CHARSET = 3;
    private static final int COLUMN_NAME = 4;
    private static final int SET_MEMBERS = 5;
    private static final int ENUM_MEMBERS = 6;
    private static final int SIMPLE_PRIMARY_KEY = 8;
    private static final int PRIMARY_KEY_WITH_PREFIX = 9;
    private static final int ENUM_AND_SET_DEFAULT_CHARSET = 10;
    private static final int ENUM_AND_SET_COLUMN_CHARSET = 11;

    public TableMetadata {
        unsigned = List.copyOf(unsigned);
        collations = List.copyOf(collations);
        names = List.copyOf(names);
        members = Map.copyOf(members);
        primaryKey = List.copyOf(primaryKey);
    }

    static TableMetadata decode(ByteCursor fields, List<ColumnFormat> columns) {
        Reader reader = new Reader(columns);
        while (fields.hasRemaining()) {
            int kind = fields.u8();
            int length = fields.length();
            int start = fields.skip(length);
            reader.read(kind, new ByteCursor(fields.array(), start, start + length));
        }
        return reader.result();
    }

    private static final class Reader {

        private final List<ColumnFormat> columns;
        private final Boolean[] unsigned;
        private final Integer[] collations;
        private final List<String> names = new ArrayList<>();
        private final Map<Integer, List<String>> members = new HashMap<>();
        private final List<Integer> primaryKey = new ArrayList<>();

        Reader(List<ColumnFormat> columns) {
            this.columns = columns;
            unsigned = new Boolean[columns.size()];
            Arrays.fill(unsigned, false);
            collations = new Integer[columns.size()];
            Arrays.fill(collations, 0);
        }

        void read(int kind, ByteCursor value) {
            switch (kind) {
                case SIGNEDNESS -> signs(value);
                case DEFAULT_CHARSET -> defaultCollation(value, characterColumns());
                case COLUMN_CHARSET -> eachCollation(value, characterColumns());
                case ENUM_AND_SET_DEFAULT_CHARSET -> defaultCollation(value, memberColumns());
                case ENUM_AND_SET_COLUMN_CHARSET -> eachCollation(value, memberColumns());
                case COLUMN_NAME -> {
                    while (value.hasRemaining()) {
                        names.add(value.utf8(value.length()));
                    }
                }
                case SET_MEMBERS -> members(value, columnsOf(ColumnType.SET));
                case ENUM_MEMBERS -> members(value, columnsOf(ColumnType.ENUM));
                case SIMPLE_PRIMARY_KEY -> primaryKey(value, false);
                case PRIMARY_KEY_WITH_PREFIX -> primaryKey(value, true);
                default -> {
                    // Geometry types, visibility, dimensions of vectors: the values need none.
                }
            }
        }

        private void signs(ByteCursor bits) {
            int mask = 0;
            int flags = 0;
            for (int i = 0; i < unsigned.length; i++) {
                if (columns.get(i).type().isNumeric()) {
                    if (mask == 0) {
                        if (!bits.hasRemaining()) {
                            return;
                        }
                        mask = 0x80;
                        flags = bits.u8();
                    }
                    unsigned[i] = (flags & mask) != 0;
                    mask >>= 1;
                }
            }
        }

        private void defaultCollation(ByteCursor value, List<Integer> among) {
            int standard = (int) value.lengthEncoded();
            among.forEach(column -> collations[column] = standard);
            while (value.hasRemaining()) {
                int column = at(among, value.lengthEncoded());
                collations[column] = (int) value.lengthEncoded();
            }
        }

        private void eachCollation(ByteCursor value, List<Integer> among) {
            for (long i = 0; value.hasRemaining(); i++) {
                collations[at(among, i)] = (int) value.lengthEncoded();
            }
        }

        private void members(ByteCursor value, List<Integer> among) {
            for (long i = 0; value.hasRemaining(); i++) {
                List<String> names = new ArrayList<>();
                for (long left = value.lengthEncoded(); left > 0; left--) {
                    int length = value.length();
                    names.add(
                            new String(
                                    value.array(),
                                    value.skip(length),
                                    length,
                                    java.nio.charset.StandardCharsets.ISO_8859_1));
                }
                members.put(at(among, i), List.copyOf(names));
            }
        }

        private void primaryKey(ByteCursor value, boolean withPrefix) {
            while (value.hasRemaining()) {
                long column = value.lengthEncoded();
                if (column >= columns.size()) {
                    throw new MalformedEventException("a primary key over column " + column);
                }
                primaryKey.add((int) column);
                if (withPrefix) {
                    value.lengthEncoded();
                }
            }
        }

        private static int at(List<Integer> among, long index) {
            if (index < 0 || index >= among.size()) {
                throw new MalformedEventException(
                        "metadata for column " + index + " of " + among.size());
            }
            return among.get((int) index);
        }

        private List<Integer> characterColumns() {
            return indexes(format -> format.type().isCharacter());
        }

        private List<Integer> memberColumns() {
            return indexes(
                    format -> format.type() == ColumnType.ENUM || format.type() == ColumnType.SET);
        }

        private List<Integer> columnsOf(ColumnType type) {
            return indexes(format -> format.type() == type);
        }

        private List<Integer> indexes(java.util.function.Predicate<ColumnFormat> wanted) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if (wanted.test(columns.get(i))) {
                    found.add(i);
                }
            }
            return found;
        }

        TableMetadata result() {
            if (!names.isEmpty() && names.size() != columns.size()) {
                throw new MalformedEventException(
                        names.size() + " names for " + columns.size() + " columns");
            }
            return new TableMetadata(
                    Arrays.asList(unsigned), Arrays.asList(collations), names, members, primaryKey);
        }
    }
}
