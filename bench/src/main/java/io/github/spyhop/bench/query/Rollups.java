package io.github.spyhop.bench.query;

import io.github.spyhop.bench.query.Fleet.Family;
import io.github.spyhop.bench.query.Fleet.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bson.Document;

/** The roll-ups of minutes, hours and days as query-api stores them, of the wire and of servers. */
final class Rollups {

    private static final List<String> SOURCES = List.of("wire", "server");
    private static final String ALL = "";

    private final Fleet fleet;

    /** The length of a roll-up, and how far back it is kept. */
    enum Level {
        MINUTE("m", Duration.ofMinutes(1), Duration.ofDays(2)),
        FIVE_MINUTES("f", Duration.ofMinutes(5), Duration.ofDays(2)),
        HOUR("h", Duration.ofHours(1), Duration.ofDays(100)),
        DAY("d", Duration.ofDays(1), Duration.ofDays(800));

        final String field;
        final Duration length;
        final Duration kept;

        Level(String field, Duration length, Duration kept) {
            this.field = field;
            this.length = length;
            this.kept = kept;
        }

        /** The start of the stretch that a time is in. */
        Instant floor(Instant time) {
            long seconds = length.toSeconds();
            return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
        }
    }

    Rollups(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Everything of one minute, hour or day. */
    Stream<Document> of(Level level, Instant start) {
        SplittableRandom random = Fleet.random(start.getEpochSecond());
        List<Document> all = new ArrayList<>();
        for (String source : SOURCES) {
            for (Server server : fleet.servers()) {
                String of = source.equals("wire") ? server.address() : server.name();
                for (Family family : server.families()) {
                    all.add(rollup(source, level, start, of, family.id(), random));
                }
                all.add(rollup(source, level, start, of, ALL, random));
            }
            for (Family family : fleet.running()) {
                all.add(rollup(source, level, start, ALL, family.id(), random));
            }
            all.add(rollup(source, level, start, ALL, ALL, random));
        }
        return all.stream();
    }

    private Document rollup(
            String source,
            Level level,
            Instant start,
            String of,
            String digestId,
            SplittableRandom random) {
        Document document =
                new Document(
                                "_id",
                                String.join(
                                        "|",
                                        source,
                                        level.field,
                                        Long.toString(start.getEpochSecond()),
                                        digestId,
                                        of))
                        .append("source", source)
                        .append("of", of)
                        .append("digest_id", digestId)
                        .append("level", level.field)
                        .append("window_start", Date.from(start))
                        .append("expires_at", Date.from(start.plus(level.kept)));
        return fleet.anyCount(random).into(document);
    }
}
