package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.normalise.DigestDifference.Baseline;
import io.github.spyhop.collector.normalise.DigestDifference.Counted;
import io.github.spyhop.collector.normalise.DigestDifference.Unchanged;
import io.github.spyhop.collector.normalise.DigestWindow.Coverage;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums up the differences of one reading. */
final class DigestTally {

    private final List<Family> families = new ArrayList<>();
    private final List<DigestRow> changed = new ArrayList<>();
    private long own;
    private long overflow;
    private int recreated;
    private int unknownBefore;

    void add(DigestRow row, DigestDifference difference) {
        switch (difference) {
            case Counted counted -> add(row, counted);
            case Baseline _ -> {
                unknownBefore++;
                changed.add(row);
            }
            case Unchanged _ -> {}
        }
    }

    private void add(DigestRow row, Counted counted) {
        long count = counted.counters().get(DigestCounter.COUNT_STAR);
        String text = row.digestText();
        changed.add(row);
        recreated += counted.recreated() ? 1 : 0;
        if (row.own()) {
            own += count;
        } else if (text == null) {
            overflow += count;
        } else {
            families.add(
                    new Family(row, DigestIdentity.of(text), counted.counters(), counted.whole()));
        }
    }

    List<Family> families() {
        return families;
    }

    List<DigestRow> changed() {
        return changed;
    }

    Coverage coverage(Reading reading, @Nullable DigestCheckpoint before) {
        boolean sameServer = before == null || before.isSameServerAs(reading);
        boolean sameRun = before == null || before.isSameRunAs(reading);
        long statementsBefore = before == null ? reading.statements() : before.statements();
        long lostBefore = before == null ? reading.lost() : before.lost();
        return new Coverage(
                sameRun ? reading.statements() - statementsBefore : reading.statements(),
                own,
                overflow,
                sameRun ? reading.lost() - lostBefore : reading.lost(),
                recreated,
                before == null ? 0 : unknownBefore,
                sameServer && !sameRun,
                !sameServer,
                reading.cut());
    }
}
