package io.github.spyhop.probe.exchange;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.Redaction;
import io.github.spyhop.model.statement.Redaction.Literals;
import io.github.spyhop.model.statement.StatementParts;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.wire.WireReader;
import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.digest.Reading;
import io.github.spyhop.probe.exchange.ParameterBlock.Parameter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes samples of statements: only here are values and comments read. */
final class StatementSampler {

    /** More different ways of reading are read in the default way. */
    private static final int READINGS_MAX = 32;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;

    private final SampleSettings settings;
    private final WireReader reader = new WireReader();
    private final ParameterBlock block = new ParameterBlock(reader);
    private final Map<Reading, Readers> readers = new HashMap<>();

    StatementSampler(SampleSettings settings) {
        this.settings = settings;
    }

    /** What reads texts in one way. */
    private record Readers(Redaction redacting, Redaction showing, StatementParts parts) {}

    boolean showsValues() {
        return !settings.redacted();
    }

    WireSampleDocument sample(Exchange exchange, PendingExchange source) {
        boolean redacted = settings.redacted() || holdsPassword(exchange.family());
        PreparedStatement prepared = source.prepared;
        KeptText text = prepared == null ? source.text() : prepared.text();
        Readers reading = readersOf(text.reading());
        Redaction.Redacted shown =
                (redacted ? reading.redacting() : reading.showing())
                        .redact(text.bytes(), 0, text.bytes().length, settings.statementBytesMax());
        List<Parameter> sent = parameters(source);
        int places = prepared == null ? 0 : prepared.parameters();
        List<String> values = sent.stream().limit(places).map(Parameter::literal).toList();
        boolean valuesMissing = !redacted && values.size() < places;
        ErrPacket error = exchange.error();
        return new WireSampleDocument(
                shown.text().strip(),
                redacted || values.isEmpty() ? null : values,
                text.isCut() || shown.isCut() || valuesMissing,
                redacted,
                Instant.ofEpochSecond(
                        exchange.requestNanos() / NANOS_PER_SECOND,
                        exchange.requestNanos() % NANOS_PER_SECOND),
                exchange.session().client() + ":" + exchange.clientPort,
                exchange.latencyMicros(),
                Math.max(0, exchange.firstNanos() - exchange.requestNanos()) / NANOS_PER_MICRO,
                exchange.rows(),
                exchange.affectedRows(),
                exchange.status(),
                error == null ? 0 : error.number(),
                error == null ? null : error.sqlState(),
                error == null || redacted ? null : error.message(),
                traceparent(sent, text, reading));
    }

    /** Passwords are shown to nobody; the server's own log hides them, too. */
    private static boolean holdsPassword(Family family) {
        return family.text().contains("IDENTIFIED") || family.text().contains("PASSWORD");
    }

    private Readers readersOf(Reading reading) {
        Readers known = readers.get(reading);
        if (known != null) {
            return known;
        }
        if (readers.size() >= READINGS_MAX) {
            return readersOf(Reading.DEFAULT);
        }
        DigestOptions options =
                DigestOptions.DEFAULT
                        .withDialect(reading.dialect())
                        .withSqlModes(reading.modes())
                        .withCharset(reading.charset());
        Readers made =
                new Readers(
                        new Redaction(options, Literals.HIDDEN),
                        new Redaction(options, Literals.SHOWN),
                        new StatementParts(options));
        readers.put(reading, made);
        return made;
    }

    /** The values in their places, and behind them the attributes. */
    private List<Parameter> parameters(PendingExchange source) {
        byte[] payload = source.payload();
        reader.on(payload, 0, payload.length);
        PreparedStatement prepared = source.prepared;
        ParameterTypes types;
        if (prepared != null) {
            types = source.types;
            if (types == null) {
                return List.of();
            }
            block.startExecution(prepared.parameters(), source.attributesAgreed);
            block.types(types);
        } else {
            if (!source.hasAttributes) {
                return List.of();
            }
            reader.skip(1);
            block.startQuery();
            types = block.types(null);
        }
        return types == null ? List.of() : block.values(types, source.ahead, source.reading);
    }

    private static @Nullable String traceparent(
            List<Parameter> sent, KeptText text, Readers reading) {
        for (Parameter attribute : sent) {
            if (attribute.name().equals(TraceContext.NAME)) {
                String found = TraceContext.ofLiteral(attribute.literal());
                if (found != null) {
                    return found;
                }
            }
        }
        for (String comment : reading.parts().comments(text.bytes(), 0, text.bytes().length)) {
            String found = TraceContext.ofComment(comment);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
