package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.exchange.SessionDirectory.Told;

/** What is missing of a session, and how it is asked of the server. */
final class UnknownSession {

    /** A connection that the server does not have by then is another to it, as behind a proxy. */
    private static final int QUESTIONS_MAX = 5;

    private final SessionDirectory directory;
    private final String client;
    private final boolean userIsKnown;
    private boolean schemaIsKnown;
    private long sinceNanos;
    private int answersSeen = -1;
    private int questions;

    /**
     * @param client {@code host:port}
     * @param userIsKnown whether only the schema is not
     */
    UnknownSession(SessionDirectory directory, String client, boolean userIsKnown) {
        this.directory = directory;
        this.client = client;
        this.userIsKnown = userIsKnown;
    }

    /** The wire showed which schema the session changed to: that is newer than any answer. */
    void schemaIsKnown() {
        schemaIsKnown = true;
    }

    /** Whether nothing is missing any more, or it will not be told. */
    boolean isOver() {
        return questions > QUESTIONS_MAX || (userIsKnown && schemaIsKnown);
    }

    /**
     * The session with what the server said of it.
     *
     * @param nanos when its statement was sent
     */
    Session complete(Session session, long nanos) {
        if (answersSeen == directory.answers()) {
            return session;
        }
        answersSeen = directory.answers();
        sinceNanos = sinceNanos == 0 ? nanos : sinceNanos;
        questions++;
        Told told = directory.find(session.server(), client, sinceNanos);
        if (told == null) {
            return session;
        }
        questions = QUESTIONS_MAX + 1;
        return session.told(
                userIsKnown ? session.user() : told.user(),
                schemaIsKnown ? session.schema() : told.schema());
    }
}
