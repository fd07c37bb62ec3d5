package io.github.spyhop.collector;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real server with a schema for the test and the account that Spyhop's users are told to make. */
final class WatchedServer implements AutoCloseable {

    static final String USER = "spyhop_watch";
    static final String PASSWORD = "watch'ed";

    private final ServerAddress address;
    private final String schema;

    WatchedServer(ServerAddress address, String schema) throws SQLException {
        this.address = address;
        this.schema = schema;
        run(
                "",
                "DROP DATABASE IF EXISTS " + schema,
                "CREATE DATABASE " + schema,
                "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s'"
                        .formatted(USER, PASSWORD.replace("'", "''")),
                "GRANT SELECT, PROCESS, SHOW VIEW ON *.* TO " + USER,
                "GRANT SELECT ON performance_schema.* TO " + USER);
    }

    ServerAddress address() {
        return address;
    }

    String schema() {
        return schema;
    }

    Connection connect(String options) throws SQLException {
        return address.connect(schema, options);
    }

    void run(String in, String... statements) throws SQLException {
        try (Connection connection = address.connect(in, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() throws SQLException {
        run("", "DROP DATABASE IF EXISTS " + schema);
    }
}
