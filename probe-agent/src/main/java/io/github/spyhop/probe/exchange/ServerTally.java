package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.Loss;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was seen and missed of one server within a window; only the pipeline's thread writes. {@link
 * #take} hands the counts of a window over and starts anew.
 */
public final class ServerTally {

    private final String server;
    private Map<Loss, Long> statementsLost = new EnumMap<>(Loss.class);
    private Map<Loss, Long> connectionsUnreadable = new EnumMap<>(Loss.class);
    private long statements;
    private long statementsFolded;
    private long connections;
    private long connectionsJoinedLate;
    private long loginsRefused;
    private long logins;
    private long otherCommands;
    private long infileBytes;

    public ServerTally(String server) {
        this.server = server;
    }

    void connectionOpened() {
        connections++;
    }

    void connectionJoinedLate() {
        connectionsJoinedLate++;
    }

    void loginRefused() {
        loginsRefused++;
    }

    void loggedIn() {
        logins++;
    }

    void unreadable(Loss why) {
        connectionsUnreadable.merge(why, 1L, Long::sum);
    }

    void otherCommand() {
        otherCommands++;
    }

    void infile(long bytes) {
        infileBytes += bytes;
    }

    public void answered() {
        statements++;
    }

    /** It was counted, but not under its own key. */
    public void folded() {
        statementsFolded++;
    }

    public void lost(Loss why) {
        statementsLost.merge(why, 1L, Long::sum);
    }

    /** The counts until now, as another object; here they start from 0. */
    public ServerTally take() {
        ServerTally taken = new ServerTally(server);
        taken.statementsLost = statementsLost;
        taken.connectionsUnreadable = connectionsUnreadable;
        taken.statements = statements;
        taken.statementsFolded = statementsFolded;
        taken.connections = connections;
        taken.connectionsJoinedLate = connectionsJoinedLate;
        taken.loginsRefused = loginsRefused;
        taken.logins = logins;
        taken.otherCommands = otherCommands;
        taken.infileBytes = infileBytes;
        statementsLost = new EnumMap<>(Loss.class);
        connectionsUnreadable = new EnumMap<>(Loss.class);
        statements = 0;
        statementsFolded = 0;
        connections = 0;
        connectionsJoinedLate = 0;
        loginsRefused = 0;
        logins = 0;
        otherCommands = 0;
        infileBytes = 0;
        return taken;
    }

    /** {@code host:port} as clients addressed it. */
    public String server() {
        return server;
    }

    /** Statements that were answered. */
    public long statements() {
        return statements;
    }

    public long statementsFolded() {
        return statementsFolded;
    }

    /** Statements whose answer or text was not seen, by reason. */
    public Map<Loss, Long> statementsLost() {
        return statementsLost;
    }

    /** Connections that could not be read from some point on, by reason. */
    public Map<Loss, Long> connectionsUnreadable() {
        return connectionsUnreadable;
    }

    /** Connections that were new to the probe. */
    public long connections() {
        return connections;
    }

    /** Those of them that had begun before the capture. */
    public long connectionsJoinedLate() {
        return connectionsJoinedLate;
    }

    public long logins() {
        return logins;
    }

    public long loginsRefused() {
        return loginsRefused;
    }

    /** Commands that are no statements, such as COM_PING. */
    public long otherCommands() {
        return otherCommands;
    }

    /** Of the files that clients sent for LOAD DATA LOCAL. */
    public long infileBytes() {
        return infileBytes;
    }

    /** Whether it has spoken MySQL, or at least tried to. */
    public boolean hasSpoken() {
        return statements > 0
                || logins > 0
                || loginsRefused > 0
                || otherCommands > 0
                || !statementsLost.isEmpty()
                || !connectionsUnreadable.isEmpty();
    }
}
