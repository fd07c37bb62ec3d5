package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.capture.Bytes;
import io.github.spyhop.probe.decode.Request;
import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a connection prepares and executes. Of an execution only the types of its values are
 * read, since later ones may leave them out; the values are when a sample is made.
 */
final class PreparedCommands {

    private static final int ID_AT = 1;
    private static final int PARAMETER_AT = 5;
    private static final int LONG_DATA_AT = 7;

    private final PreparedStatements statements = new PreparedStatements();
    private final WireReader reader;
    private final ParameterBlock block;

    /** For what is sent ahead of executions; 0 if values are not shown. */
    private final int aheadBytesMax;

    private int aheadBytes;

    PreparedCommands(ExchangeScope scope) {
        reader = scope.reader;
        block = scope.block;
        aheadBytesMax = scope.sampler.showsValues() ? scope.samplePayloadBytesMax : 0;
    }

    /** The statement that a command names, or null if its preparation was not seen. */
    @Nullable PreparedStatement find(Request request) {
        return statements.find(statementId(request));
    }

    private static int statementId(Request request) {
        return request.length() >= PARAMETER_AT
                ? Bytes.le32(request.bytes(), request.offset() + ID_AT)
                : 0;
    }

    void prepared(int statementId, PreparedStatement statement) {
        statements.put(statementId, statement);
    }

    /** Notes of a COM_STMT_EXECUTE what its values' reading takes. */
    void executed(Request request, PreparedStatement statement, PendingExchange execution) {
        execution.prepared = statement;
        execution.family = statement.family();
        if (request.command() != Command.STMT_EXECUTE) {
            return;
        }
        execution.attributesAgreed =
                request.capabilitiesKnown()
                        ? request.capabilities().has(Capabilities.QUERY_ATTRIBUTES)
                        : null;
        reader.on(request.bytes(), request.offset(), request.length());
        block.startExecution(statement.parameters(), execution.attributesAgreed);
        ParameterTypes types = block.types(statement.types());
        statement.types(types);
        execution.types = types;
        execution.ahead = takeAhead(statement);
    }

    /** A COM_STMT_SEND_LONG_DATA: a part of a value of the next execution. */
    void sentAhead(Request request) {
        PreparedStatement statement = aheadBytesMax == 0 ? null : find(request);
        if (statement != null && request.length() >= LONG_DATA_AT) {
            aheadBytes +=
                    statement
                            .ahead()
                            .add(
                                    Bytes.le16(request.bytes(), request.offset() + PARAMETER_AT),
                                    request,
                                    LONG_DATA_AT,
                                    aheadBytesMax - aheadBytes);
        }
    }

    /** A COM_STMT_RESET: what was sent ahead counts no more. */
    void reset(Request request) {
        PreparedStatement statement = find(request);
        if (statement != null) {
            takeAhead(statement);
        }
    }

    void closed(Request request) {
        reset(request);
        statements.remove(statementId(request));
    }

    /** The session was reset, and the server forgot them all. */
    void clear() {
        statements.clear();
        aheadBytes = 0;
    }

    private @Nullable LongData takeAhead(PreparedStatement statement) {
        LongData taken = statement.takeAhead();
        aheadBytes -= taken == null ? 0 : taken.bytes();
        return taken;
    }
}
