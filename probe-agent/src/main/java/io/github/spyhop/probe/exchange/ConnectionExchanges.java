package io.github.spyhop.probe.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.decode.Request;
import io.github.spyhop.probe.decode.Response;
import io.github.spyhop.probe.decode.WireListener;
import io.github.spyhop.probe.decode.client.ChangeUser;
import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.decode.client.HandshakeResponse;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.server.PrepareOk;
import io.github.spyhop.probe.decode.server.ServerGreeting;
import io.github.spyhop.probe.digest.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pairs the commands of one connection with their responses, and keeps its session's state. */
public final class ConnectionExchanges implements WireListener {

    /** A session that switched to a schema that its statement does not tell plainly. */
    private static final String UNKNOWN_SCHEMA = "";

    private final ExchangeScope scope;
    private final ServerTally tally;
    private final PendingRing pending = new PendingRing();
    private final PreparedCommands statements;
    private final int clientPort;
    private final SessionReading reading;
    private Session session;
    private @Nullable UnknownSession unknown;

    public ConnectionExchanges(ExchangeScope scope, long server, long client) {
        this.scope = scope;
        statements = new PreparedCommands(scope);
        reading = new SessionReading(scope.names);
        AddressBook addresses = scope.addresses;
        tally = scope.sink.tally(addresses.text(server));
        session = new Session(tally, addresses.host(client), null, null);
        clientPort = AddressBook.port(client);
        tally.connectionOpened();
    }

    @Override
    public void greeted(ServerGreeting greeting) {
        reading.server(greeting.version());
    }

    @Override
    public void loggedIn(HandshakeResponse login) {
        tally.loggedIn();
        reading.login(login.collation());
        session = session.withUser(login.user()).withSchema(login.schema());
    }

    @Override
    public void refused(ErrPacket error, long nanos) {
        tally.loginRefused();
    }

    @Override
    public void joinedLate() {
        tally.connectionJoinedLate();
        unknown = unknownSession(false);
    }

    private UnknownSession unknownSession(boolean userIsKnown) {
        String host = session.client();
        String client = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + clientPort;
        return new UnknownSession(scope.directory, client, userIsKnown);
    }

    /** The session changed to a schema, or to none, and the wire shows it. */
    private void changeSchema(@Nullable String schema) {
        session = session.withSchema(schema);
        if (unknown != null) {
            unknown.schemaIsKnown();
        }
    }

    private void completeSession(PendingExchange command) {
        if (unknown != null) {
            session = unknown.complete(session, command.requestNanos);
            if (unknown.isOver()) {
                unknown = null;
            }
        }
    }

    @Override
    public void request(Request request) {
        switch (request.command()) {
            case QUERY -> query(request);
            case STMT_EXECUTE, STMT_BULK_EXECUTE -> execute(request);
            case STMT_PREPARE -> prepare(request);
            case STMT_FETCH -> fetch(request);
            case STMT_SEND_LONG_DATA -> statements.sentAhead(request);
            case STMT_CLOSE -> statements.closed(request);
            case STMT_RESET -> {
                statements.reset(request);
                other(request);
            }
            case INIT_DB -> {
                PendingExchange command = other(request);
                command.schemaAsked = text(request, 1, request.length());
            }
            case CHANGE_USER -> {
                PendingExchange command = other(request);
                ChangeUser change =
                        ChangeUser.decode(
                                scope.reader.on(
                                        request.bytes(), request.offset(), request.length()));
                if (change != null) {
                    command.userAsked = change.user();
                    command.schemaAsked = change.schema();
                }
            }
            default -> {
                if (request.command().answer() != Command.Answer.NONE) {
                    other(request);
                }
            }
        }
    }

    private PendingExchange other(Request request) {
        tally.otherCommand();
        PendingExchange command = pending.add();
        command.start(request, 0);
        return command;
    }

    private void query(Request request) {
        PendingExchange query = pending.add();
        query.start(request, scope.samplePayloadBytesMax);
        if (request.isCut()) {
            return;
        }
        int start = StatementText.start(request, scope.reader, scope.block);
        int end = request.offset() + request.length();
        Family family = scope.names.name(reading.current(), request.bytes(), start, end);
        query.family = family;
        query.reading = reading.current();
        query.textFrom = start - request.offset();
        query.hasAttributes = query.textFrom > 1;
        if (family.changesSchema()) {
            query.schemaAsked = schemaOfUse(request.bytes(), start, end);
        }
        if (family.setsReading()) {
            query.settingAsked = new String(request.bytes(), start, end - start, UTF_8);
        }
        int next = scope.names.nextStatement();
        if (next < end) {
            query.textTo = textEnd(request, next);
            query.further = furtherStatements(request, next);
        }
    }

    /** Where the text of a statement ends in the payload, without the mark before the next one. */
    private static int textEnd(Request request, int behind) {
        return behind - request.offset() - (request.bytes()[behind - 1] == ';' ? 1 : 0);
    }

    private static String schemaOfUse(byte[] bytes, int start, int end) {
        return Objects.requireNonNullElse(UseStatement.schema(bytes, start, end), UNKNOWN_SCHEMA);
    }

    private List<StatementPart> furtherStatements(Request request, int from) {
        List<StatementPart> parts = new ArrayList<>();
        byte[] bytes = request.bytes();
        int end = request.offset() + request.length();
        int next = from;
        while (next < end) {
            Family family = scope.names.name(reading.current(), bytes, next, end);
            int behind = scope.names.nextStatement();
            if (!family.isEmpty()) {
                parts.add(
                        new StatementPart(
                                family,
                                family.changesSchema() ? schemaOfUse(bytes, next, end) : null,
                                next - request.offset(),
                                textEnd(request, behind)));
            }
            next = behind;
        }
        return List.copyOf(parts);
    }

    private void execute(Request request) {
        PendingExchange execution = pending.add();
        execution.start(request, scope.samplePayloadBytesMax);
        execution.reading = reading.current();
        PreparedStatement statement = statements.find(request);
        if (statement != null) {
            statements.executed(request, statement, execution);
        }
    }

    private void prepare(Request request) {
        PendingExchange preparation = pending.add();
        preparation.start(request, scope.samplePayloadBytesMax);
        if (request.isCut()) {
            return;
        }
        preparation.reading = reading.current();
        preparation.family =
                scope.names.name(
                        reading.current(),
                        request.bytes(),
                        request.offset() + 1,
                        request.offset() + request.length());
    }

    private void fetch(Request request) {
        PendingExchange fetch = pending.add();
        fetch.start(request, 0);
        PreparedStatement statement = statements.find(request);
        fetch.family = statement == null ? null : statement.family();
    }

    private static String text(Request request, int from, int to) {
        return new String(request.bytes(), request.offset() + from, to - from, UTF_8);
    }

    @Override
    public void response(Response response) {
        PendingExchange command = pending.first();
        completeSession(command);
        switch (command.command) {
            case QUERY, STMT_EXECUTE, STMT_BULK_EXECUTE -> answered(command, response);
            case STMT_PREPARE -> prepared(command, response);
            case STMT_FETCH -> {
                if (command.family != null) {
                    scope.sink.fetched(session, command.family, response.rows(), response.bytes());
                }
            }
            case INIT_DB -> {
                if (response.error() == null) {
                    changeSchema(command.schemaAsked);
                }
            }
            case CHANGE_USER -> {
                if (response.error() == null) {
                    session = session.withUser(command.userAsked).withSchema(command.schemaAsked);
                    unknown = null;
                    statements.clear();
                }
            }
            case RESET_CONNECTION -> statements.clear();
            default -> {}
        }
        if (!response.hasMore()) {
            pending.removeFirst();
        }
    }

    private void prepared(PendingExchange command, Response response) {
        Family family = command.family;
        PrepareOk ok = response.prepared();
        if (family == null) {
            return;
        }
        scope.sink.prepared(session, family, ok == null);
        if (ok != null) {
            statements.prepared(
                    ok.statementId(),
                    new PreparedStatement(family, command.text(), ok.parameters()));
        }
    }

    /** A text may hold several statements, and a CALL has several results. */
    private void answered(PendingExchange command, Response response) {
        command.rows += response.rows();
        command.bytes += response.bytes();
        if (command.firstNanos == 0) {
            command.firstNanos = response.firstNanos();
        }
        boolean isLast = command.furtherAnswered == command.further.size();
        Family family = command.family;
        boolean callGoesOn = family != null && family.isCall() && response.isResultSet();
        if (response.hasMore() && (isLast || callGoesOn)) {
            return;
        }
        if (family == null) {
            scope.sink.lost(
                    session,
                    null,
                    command.command == Command.QUERY ? Loss.STATEMENT_CUT : Loss.STATEMENT_UNKNOWN);
        } else {
            show(command, family, response);
        }
        if (response.error() == null) {
            followSession(command, response);
        }
        if (response.hasMore()) {
            nextStatement(command, response);
        }
    }

    private void show(PendingExchange command, Family family, Response response) {
        Exchange exchange = scope.exchange;
        exchange.session = session;
        exchange.family = family;
        exchange.requestNanos = command.requestNanos;
        exchange.firstNanos = command.firstNanos;
        exchange.lastNanos = response.lastNanos();
        exchange.rows = command.rows;
        exchange.bytes = command.bytes;
        exchange.affectedRows = response.affectedRows();
        exchange.status = response.status();
        exchange.warnings = response.warnings();
        exchange.error = response.error();
        exchange.clientPort = clientPort;
        exchange.sampler = scope.sampler;
        exchange.source = command;
        scope.sink.exchange(exchange);
    }

    private void followSession(PendingExchange command, Response response) {
        reading.status(response.status());
        if (command.settingAsked != null) {
            reading.follow(command.settingAsked);
        }
        String tracked = response.schema();
        if (tracked != null) {
            changeSchema(tracked.isEmpty() ? null : tracked);
        } else if (command.schemaAsked != null) {
            changeSchema(command.schemaAsked.isEmpty() ? null : command.schemaAsked);
        } else if (command.family != null && command.family.dropsSchema(session.schema())) {
            changeSchema(null);
        }
    }

    private static void nextStatement(PendingExchange command, Response response) {
        StatementPart part = command.further.get(command.furtherAnswered++);
        command.family = part.family();
        command.schemaAsked = part.schemaAsked();
        command.textFrom = part.from();
        command.textTo = part.to();
        command.requestNanos = response.lastNanos();
        command.firstNanos = 0;
        command.rows = 0;
        command.bytes = 0;
    }

    @Override
    public void infile(long bytes) {
        tally.infile(bytes);
    }

    @Override
    public void lost(Loss why, boolean clientBytesLost) {
        loseAll(why);
        if (clientBytesLost) {
            session = session.withSchema(null);
            unknown = unknownSession(session.user() != null);
        }
    }

    private void loseAll(Loss why) {
        for (PendingExchange command = pending.poll(); command != null; command = pending.poll()) {
            if (isStatement(command.command)) {
                scope.sink.lost(session, command.family, why);
            }
        }
    }

    private static boolean isStatement(Command command) {
        return command == Command.QUERY
                || command == Command.STMT_EXECUTE
                || command == Command.STMT_BULK_EXECUTE;
    }

    @Override
    public void retracted() {
        while (pending.poll() != null) {
            // They were no commands.
        }
    }

    @Override
    public void opaque(Loss why) {
        tally.unreadable(why);
        loseAll(why);
    }

    @Override
    public void ended(Loss commandsUnderWay, long nanos) {
        loseAll(commandsUnderWay);
    }
}
