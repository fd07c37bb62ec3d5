package io.github.spyhop.collector.poll.scheduler;

import io.github.spyhop.collector.poll.link.OwnStatement;
import io.github.spyhop.model.store.ScheduledEventOrderDocument;
import io.github.spyhop.model.store.ScheduledEventOrderDocument.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that an order takes (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/create-event.html">CREATE EVENT</a>, <a
 * href="https://dev.mysql.com/doc/refman/8.4/en/alter-event.html">ALTER EVENT</a>). An EVENT that is
 * altered keeps its definer, its time zone and its SQL mode, which the server would otherwise take
 * from who alters it.
 */
final class EventStatements {

    /** The label of the part of a logging EVENT that is its owner's. */
    private static final String LABEL = "spyhop_body";

    private static final String LOG = "event_execution_log";

    /** An order cannot be done as it stands. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** An EVENT as it stands. */
    record Present(
            String definer, String timeZone, String sqlMode, String collation, String body) {}

    private EventStatements() {}

    /** How the session is to be, and what to send then. */
    static List<String> of(ScheduledEventOrderDocument order, Optional<Present> present)
            throws RefusedException {
        String event = quoted(order.schema()) + "." + quoted(order.name());
        return switch (order.action()) {
            case "create" -> create(order, event);
            case "enable" -> alter(of(present, event), event, " ENABLE");
            case "disable" -> alter(of(present, event), event, " DISABLE");
            case "drop" -> List.of("DROP EVENT " + event);
            case "alter" -> alter(of(present, event), event, changes(definitionOf(order)));
            case "add_logging" -> addLogging(order, of(present, event), event);
            default ->
                    throw new RefusedException(
                            "action '%s' is none of enable, disable, create, alter, drop,"
                                            .formatted(order.action())
                                    + " add_logging");
        };
    }

    private static List<String> create(ScheduledEventOrderDocument order, String event)
            throws RefusedException {
        Definition definition = definitionOf(order);
        if (isBlank(definition.schedule()) || isBlank(definition.body())) {
            throw new RefusedException("an EVENT needs definition.schedule and definition.body");
        }
        String zone = definition.timeZone();
        return List.of(
                session(zone == null ? "SYSTEM" : zone, null, null),
                "CREATE EVENT " + event + changes(definition));
    }

    private static List<String> alter(Present present, String event, String changes)
            throws RefusedException {
        if (changes.isEmpty()) {
            throw new RefusedException("nothing of definition is to be altered");
        }
        return List.of(
                session(present.timeZone(), present.sqlMode(), present.collation()),
                "ALTER DEFINER = %s EVENT %s%s"
                        .formatted(account(present.definer()), event, changes));
    }

    private static List<String> addLogging(
            ScheduledEventOrderDocument order, Present present, String event)
            throws RefusedException {
        if (present.body().contains(LABEL)) {
            throw new RefusedException("the EVENT writes its runs already");
        }
        String log = quoted(order.schema()) + "." + LOG;
        List<String> statements = new ArrayList<>();
        statements.add(
                """
                CREATE TABLE IF NOT EXISTS %s (
                  id BIGINT AUTO_INCREMENT PRIMARY KEY,
                  event_name VARCHAR(100) NOT NULL,
                  executed_at DATETIME(3) NOT NULL,
                  status VARCHAR(20) NOT NULL,
                  error_message TEXT,
                  execution_time_ms INT,
                  INDEX idx_event_name (event_name),
                  INDEX idx_executed_at (executed_at)
                )\
                """
                        .formatted(log));
        statements.addAll(alter(present, event, " DO " + logging(order.name(), log, present)));
        return statements;
    }

    /** Runs on the writer only, and writes how it ended; an error stays one. */
    private static String logging(String name, String log, Present present) {
        String row =
                """
                INSERT INTO %s (event_name, executed_at, status, error_message, execution_time_ms)
                    VALUES ('%s', spyhop_began, %%s,
                        TIMESTAMPDIFF(MICROSECOND, spyhop_began, SYSDATE(6)) DIV 1000);\
                """
                        .formatted(log, OwnStatement.escaped(name));
        return """
        BEGIN
          DECLARE spyhop_began DATETIME(6) DEFAULT SYSDATE(6);
          DECLARE spyhop_error TEXT DEFAULT NULL;
          DECLARE EXIT HANDLER FOR SQLEXCEPTION
          BEGIN
            GET DIAGNOSTICS CONDITION 1 spyhop_error = MESSAGE_TEXT;
            ROLLBACK;
            %s
            RESIGNAL;
          END;
          IF @@global.read_only = 0 THEN
            %s: BEGIN
        %s;
            END;
            %s
          END IF;
        END\
        """
                .formatted(
                        row.formatted("'FAILED', spyhop_error"),
                        LABEL,
                        present.body(),
                        row.formatted("'SUCCESS', NULL"));
    }

    private static String changes(Definition definition) {
        StringBuilder changes = new StringBuilder();
        if (!isBlank(definition.schedule())) {
            changes.append(" ON SCHEDULE ").append(definition.schedule());
        }
        String comment = definition.comment();
        if (comment != null) {
            changes.append(" COMMENT '").append(OwnStatement.escaped(comment)).append('\'');
        }
        if (!isBlank(definition.body())) {
            changes.append(" DO ").append(definition.body());
        }
        return changes.toString();
    }

    private static String session(
            String timeZone, @Nullable String sqlMode, @Nullable String collation) {
        String mode =
                sqlMode == null ? "@@global.sql_mode" : "'" + OwnStatement.escaped(sqlMode) + "'";
        String set =
                "SET SESSION time_zone = '%s', SESSION sql_mode = %s"
                        .formatted(OwnStatement.escaped(timeZone), mode);
        return collation == null
                ? set
                : set
                        + ", SESSION collation_connection = '"
                        + OwnStatement.escaped(collation)
                        + "'";
    }

    private static Definition definitionOf(ScheduledEventOrderDocument order)
            throws RefusedException {
        Definition definition = order.definition();
        if (definition == null) {
            throw new RefusedException("action '%s' needs a definition".formatted(order.action()));
        }
        return definition;
    }

    private static Present of(Optional<Present> present, String event) throws RefusedException {
        return present.orElseThrow(() ->
                new RefusedException(
                        "there is no EVENT " + event + ", or the account may not see it"));
    }

    /** The server writes an account as {@code user@host}; the host has no at sign. */
    private static String account(String definer) {
        int at = definer.lastIndexOf('@');
        return quoted(definer.substring(0, at)) + "@" + quoted(definer.substring(at + 1));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
