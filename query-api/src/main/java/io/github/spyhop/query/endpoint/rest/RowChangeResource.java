package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.BinlogSources;
import io.github.spyhop.query.read.RowChanges;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.response.BinlogSourceView;
import io.github.spyhop.query.response.RowChangePoint;
import io.github.spyhop.query.response.TableChanges;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The row changes that were published, and the binlog sources that they came from. */
@Path("/api/v1/row-changes")
@RolesAllowed(Roles.VIEWER)
public class RowChangeResource {

    private static final int TABLES_MAX = 1_000;

    private final RowChanges rowChanges;
    private final BinlogSources sources;
    private final Clock clock = Clock.systemUTC();

    RowChangeResource(RowChanges rowChanges, BinlogSources sources) {
        this.rowChanges = rowChanges;
        this.sources = sources;
    }

    /**
     * The row changes that were published, over time.
     *
     * @param schema the schema of the tables; without, all
     * @param table the name of the tables; without, all
     */
    @GET
    public List<RowChangePoint> rowChanges(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> source,
            @RestQuery Optional<String> schema,
            @RestQuery Optional<String> table) {
        TimeRange range = TimeRanges.parse(from, to, clock);
        return rowChanges.series(new RowChanges.Filter(range, source, schema, table)).stream()
                .map(RowChangePoint::of)
                .toList();
    }

    /** How far each binlog source was published and confirmed. */
    @GET
    @Path("/sources")
    public List<BinlogSourceView> sources() {
        Instant now = clock.instant();
        return sources.all().stream().map(source -> BinlogSourceView.of(source, now)).toList();
    }

    /** The tables with the most row changes. */
    @GET
    @Path("/tables")
    public List<TableChanges> tables(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> source,
            @RestQuery @DefaultValue("50") @Min(1) @Max(TABLES_MAX) int limit) {
        TimeRange range = TimeRanges.parse(from, to, clock);
        return rowChanges
                .tables(
                        new RowChanges.Filter(range, source, Optional.empty(), Optional.empty()),
                        limit)
                .stream()
                .map(table -> TableChanges.of(table, range))
                .toList();
    }
}
