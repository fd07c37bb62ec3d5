package io.github.spyhop.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.query.read.RollupPlan.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:17:42Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void takesDaysThenShorterOnesTowardsTheEdges() {
        RollupMarks marks = marks("2026-09-01T00:00:00Z", NOW);

        List<Piece> pieces =
                RollupPlan.of(
                        new TimeRange(Instant.parse("2026-11-18T22:58:30Z"), NOW), marks, DAY, NOW);

        // Minutes are kept for two days: the first hour's edge is of windows.
        assertThat(pieces)
                .extracting(Piece::level)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(RollupLevel.HOUR),
                        Optional.of(RollupLevel.DAY),
                        Optional.of(RollupLevel.HOUR),
                        Optional.of(RollupLevel.FIVE_MINUTES),
                        Optional.of(RollupLevel.MINUTE),
                        Optional.empty());
        assertThat(pieces.get(2).range())
                .isEqualTo(
                        new TimeRange(
                                Instant.parse("2026-11-19T00:00:00Z"),
                                Instant.parse("2026-11-21T00:00:00Z")));
    }

    @Test
    void takesWindowsAloneWhereNothingIsRolledUpOrBucketsAreShort() {
        TimeRange range = new TimeRange(NOW.minus(DAY), NOW);

        assertThat(RollupPlan.of(range, RollupMarks.NONE, DAY, NOW))
                .containsExactly(new Piece(Optional.empty(), range));
        assertThat(
                        RollupPlan.of(
                                range,
                                marks("2026-09-01T00:00:00Z", NOW),
                                Duration.ofSeconds(30),
                                NOW))
                .containsExactly(new Piece(Optional.empty(), range));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void coversEachMomentOnceWithWholeRollUpsThatAreThere(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Instant from = NOW.minusSeconds(random.nextLong(1, 60 * 86_400));
            TimeRange range =
                    new TimeRange(from, from.plusSeconds(random.nextLong(1, 70 * 86_400)));
            Instant since = NOW.minusSeconds(random.nextLong(0, 50 * 86_400));
            RollupMarks marks =
                    marks(since.toString(), NOW.minusSeconds(random.nextLong(0, 90_000)));

            Instant covered = range.from();
            for (Piece piece : RollupPlan.of(range, marks, DAY, NOW)) {
                assertThat(piece.range().from()).isEqualTo(covered).isBefore(piece.range().to());
                covered = piece.range().to();
                piece.level()
                        .ifPresent(level -> {
                            assertThat(level.floor(piece.range().from()))
                                    .isEqualTo(piece.range().from());
                            assertThat(level.floor(piece.range().to()))
                                    .isEqualTo(piece.range().to());
                            assertThat(piece.range().from()).isAfterOrEqualTo(since);
                            assertThat(piece.range().to()).isBeforeOrEqualTo(marks.until(level));
                        });
            }
            assertThat(covered).isEqualTo(range.to());
        }
    }

    private static RollupMarks marks(String since, Instant until) {
        return new RollupMarks(
                Instant.parse(since),
                Map.of(
                        RollupLevel.MINUTE, RollupLevel.MINUTE.floor(until),
                        RollupLevel.FIVE_MINUTES, RollupLevel.FIVE_MINUTES.floor(until),
                        RollupLevel.HOUR, RollupLevel.HOUR.floor(until),
                        RollupLevel.DAY, RollupLevel.DAY.floor(until)),
                0);
    }
}
