package io.github.spyhop.binlog.merge;

import static io.github.spyhop.binlog.change.TestRows.delete;
import static io.github.spyhop.binlog.change.TestRows.insert;
import static io.github.spyhop.binlog.change.TestRows.table;
import static io.github.spyhop.binlog.change.TestRows.update;
import static io.github.spyhop.binlog.change.TestRows.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeWindowTest {

    private static final TableSchema T = table("t");
    private static final TableSchema PARENT = table("parent");
    private static final TableSchema CHILD = table("child");
    private static final int STEPS = 20_000;
    private static final int IDS = 5;
    private static final int VALUES = 3;

    private final MergeWindow window = new MergeWindow();
    private int transactions;

    private void add(RowChange... changes) {
        for (RowChange change : changes) {
            BinlogPosition end = new BinlogPosition("binlog.000001", 4);
            window.add(
                    change,
                    new Transaction(
                            "g:" + ++transactions,
                            null,
                            List.of(),
                            0,
                            end,
                            end,
                            new Transaction.Nothing()));
        }
    }

    private List<String> drained() {
        return window.drain().stream().map(MergeWindowTest::text).toList();
    }

    /** {@code UPDATE 1 3>4 x2 g:7}. */
    private static String text(MergedRow row) {
        RowChange change = row.change();
        String values =
                switch (change.operation()) {
                    case INSERT -> value(change.after(), 0) + " " + value(change.after(), 1);
                    case DELETE -> Integer.toString(value(change.before(), 0));
                    case UPDATE ->
                            "%d %d>%d"
                                    .formatted(
                                            value(change.before(), 0),
                                            value(change.before(), 1),
                                            value(change.after(), 1));
                };
        return "%s %s x%d %s"
                .formatted(change.operation(), values, row.count(), row.transaction().id());
    }

    @Test
    void aRowThatGoesToAndFroEndsWhereItIs() {
        add(update(T, 1, 7, 8), update(T, 1, 8, 7), update(T, 1, 7, 8));
        assertThat(drained()).containsExactly("UPDATE 1 7>8 x1 g:3");

        add(update(T, 1, 8, 7), update(T, 1, 7, 8));
        assertThat(drained()).isEmpty();
    }

    @Test
    void eachPairComesToWhatItIs() {
        add(insert(T, 1, 1), update(T, 1, 1, 2));
        assertThat(drained()).containsExactly("INSERT 1 2 x2 g:2");
        add(insert(T, 2, 1), delete(T, 2, 1));
        assertThat(drained()).isEmpty();
        add(update(T, 1, 2, 3), delete(T, 1, 3));
        assertThat(drained()).containsExactly("DELETE 1 x2 g:6");
        add(delete(T, 3, 1), insert(T, 3, 2));
        assertThat(drained()).containsExactly("UPDATE 3 1>2 x2 g:8");
        add(delete(T, 3, 2), insert(T, 3, 2));
        assertThat(drained()).isEmpty();
        add(insert(T, 4, 1), delete(T, 4, 1), insert(T, 4, 2));
        assertThat(drained()).containsExactly("INSERT 4 2 x1 g:13");
    }

    @Test
    void aChangedKeyStandsBetweenWhatIsMerged() {
        add(
                update(T, 1, 1, 2),
                update(T, 1, 2, 9, 2),
                update(T, 9, 2, 3),
                update(T, 9, 3, 4),
                insert(T, 1, 5),
                update(T, 1, 5, 6));
        assertThat(drained())
                .containsExactly(
                        "UPDATE 1 1>2 x1 g:1",
                        "UPDATE 1 2>2 x1 g:2",
                        "UPDATE 9 2>4 x2 g:4",
                        "INSERT 1 6 x2 g:6");
    }

    /** Parents come before their children and go after them, as foreign keys want it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsMergedLeadsToTheSame(long seed) {
        Random random = new Random(seed);
        Tables source = new Tables();
        Tables subscriber = new Tables();
        int sent = 0;
        for (int i = 0; i < STEPS; i++) {
            source.change(random).forEach(this::add);
            if (random.nextInt(40) == 0) {
                for (MergedRow row : window.drain()) {
                    subscriber.apply(row.change());
                    sent++;
                }
                assertThat(subscriber.rows).isEqualTo(source.rows);
            }
        }
        assertThat(sent).isLessThan(source.changes * 3 / 4);
    }

    /** Two tables; each row of the child refers to the parent of its number. */
    private static final class Tables {

        private final Map<String, Map<Integer, Integer>> rows =
                new HashMap<>(Map.of("parent", new HashMap<>(), "child", new HashMap<>()));
        private int changes;

        private Map<Integer, Integer> of(TableSchema table) {
            return rows.computeIfAbsent(table.table(), name -> new HashMap<>());
        }

        /** A change that the tables allow, carried out. */
        List<RowChange> change(Random random) {
            TableSchema table = random.nextBoolean() ? PARENT : CHILD;
            int id = random.nextInt(IDS);
            int v = random.nextInt(VALUES);
            Integer now = of(table).get(id);
            boolean held = table.equals(PARENT) && of(CHILD).containsKey(id);
            boolean orphan = table.equals(CHILD) && !of(PARENT).containsKey(id);
            List<RowChange> made = new ArrayList<>();
            if (now == null && !orphan) {
                made.add(insert(table, id, v));
            } else if (now != null && now != v) {
                made.add(update(table, id, now, v));
            } else if (now != null && !held) {
                made.add(delete(table, id, now));
            }
            made.forEach(this::apply);
            changes += made.size();
            return made;
        }

        void apply(RowChange change) {
            Map<Integer, Integer> table = of(change.table());
            int id = value(change.keyImage(), 0);
            switch (change.operation()) {
                case INSERT -> {
                    assertThat(change.table().equals(PARENT) || of(PARENT).containsKey(id))
                            .isTrue();
                    assertThat(table.put(id, value(change.after(), 1))).isNull();
                }
                case UPDATE ->
                        assertThat(table.put(id, value(change.after(), 1)))
                                .isEqualTo(value(change.before(), 1));
                case DELETE -> {
                    assertThat(change.table().equals(CHILD) || !of(CHILD).containsKey(id)).isTrue();
                    assertThat(table.remove(id)).isEqualTo(value(change.before(), 1));
                }
            }
        }
    }
}
