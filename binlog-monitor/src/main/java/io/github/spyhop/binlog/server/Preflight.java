package io.github.spyhop.binlog.server;

import io.github.spyhop.binlog.server.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks whether a server can be the source of a monitor, and names what mends it. */
public final class Preflight {

    private static final long DAY_SECONDS = 86_400;
    private static final Set<String> PRIVILEGES =
            Set.of("REPLICATION SLAVE", "REPLICATION CLIENT", "SELECT");

    private final ServerFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(ServerFacts facts) {
        this.facts = facts;
    }

    /**
     * What is wrong with the variables.
     *
     * @param serverId that the source will use
     */
    public static List<Finding> ofVariables(ServerFacts facts, long serverId) {
        Preflight preflight = new Preflight(facts);
        preflight.requireBinlog(serverId);
        preflight.wish();
        return List.copyOf(preflight.findings);
    }

    /** What is wrong with the account's privileges. */
    public static List<Finding> ofGrants(List<String> grants) {
        String all = String.join("\n", grants).toUpperCase(Locale.ROOT);
        if (all.contains("GRANT ALL PRIVILEGES ON *.*")) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (String privilege : PRIVILEGES.stream().sorted().toList()) {
            if (grants.stream()
                    .map(grant -> grant.toUpperCase(Locale.ROOT))
                    .noneMatch(grant ->
                            grant.contains(" ON *.* ")
                                    && (grant.contains(" " + privilege + ",")
                                            || grant.contains(" " + privilege + " ON")))) {
                findings.add(
                        new Finding(
                                privilege.equals("SELECT") ? Severity.WARNING : Severity.ERROR,
                                privilege,
                                "missing",
                                "the account cannot be a replica's",
                                "GRANT " + privilege + " ON *.* TO CURRENT_USER()"));
            }
        }
        return findings;
    }

    private boolean isAurora() {
        return !facts.variable("aurora_version").isEmpty();
    }

    private void requireBinlog(long serverId) {
        if (!facts.variable("log_bin").equals("ON")) {
            add(
                    Severity.ERROR,
                    "log_bin",
                    isAurora()
                            ? "there is no binlog; a reader of Aurora never has one"
                            : "there is no binlog",
                    isAurora()
                            ? "give the cluster's writer endpoint, and set binlog_format = ROW in"
                                    + " its parameter group"
                            : "start mysqld with --log-bin");
            return;
        }
        if (!facts.variable("binlog_format").equals("ROW")) {
            add(
                    Severity.ERROR,
                    "binlog_format",
                    "changes are logged as statements, which name no rows",
                    "SET PERSIST binlog_format = 'ROW'; sessions that are open keep the old one");
        }
        if (facts.variable("server_id").equals(Long.toString(serverId))) {
            add(
                    Severity.ERROR,
                    "server_id",
                    "the server itself has the id " + serverId + " of this source",
                    "give the source another one: BINLOG_SERVER_ID");
        }
    }

    private void wish() {
        if (!facts.logsColumnNames()) {
            add(
                    Severity.WARNING,
                    "binlog_row_metadata",
                    "the binlog has no names of columns; they are followed from the statements that"
                            + " define tables",
                    "SET PERSIST binlog_row_metadata = 'FULL'");
        }
        if (!facts.variable("binlog_row_image").equals("FULL")) {
            add(
                    Severity.WARNING,
                    "binlog_row_image",
                    "messages lack the columns that the server does not log",
                    "SET PERSIST binlog_row_image = 'FULL'");
        }
        if (!facts.hasGtids()) {
            add(
                    Severity.WARNING,
                    "gtid_mode",
                    "without GTIDs reading cannot go on at another server",
                    "SET PERSIST enforce_gtid_consistency = ON, then gtid_mode step by step to ON");
        }
        String kept = facts.variable("binlog_expire_logs_seconds");
        if (!isAurora() && kept.matches("[1-9]\\d*") && Long.parseLong(kept) < DAY_SECONDS) {
            add(
                    Severity.WARNING,
                    "binlog_expire_logs_seconds",
                    "an outage longer than that loses rows",
                    "SET PERSIST binlog_expire_logs_seconds = 259200");
        }
        if (isAurora()) {
            findings.add(
                    new Finding(
                            Severity.WARNING,
                            "binlog retention hours",
                            "not visible here",
                            "Aurora deletes binlogs as soon as it can unless told otherwise",
                            "CALL mysql.rds_set_configuration('binlog retention hours', 24)"));
        }
    }

    private void add(Severity severity, String variable, String why, String remedy) {
        findings.add(new Finding(severity, variable, facts.variable(variable), why, remedy));
    }
}
