package io.github.spyhop.binlog.testing;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection to a MySQL with a schema of the test's own, new and empty. */
public final class Database implements AutoCloseable {

    private final Connection connection;
    private final String schema;

    /** Drops and creates the schema. */
    public Database(ServerAddress server, String schema) {
        this(server, schema, true);
    }

    /** A connection to a schema as it is. */
    public static Database existing(ServerAddress server, String schema) {
        return new Database(server, schema, false);
    }

    private Database(ServerAddress server, String schema, boolean anew) {
        this.schema = schema;
        try {
            connection = server.connect("", "&allowMultiQueries=false");
            if (anew) {
                run("DROP DATABASE IF EXISTS " + schema);
                run("CREATE DATABASE " + schema);
            }
            run("USE " + schema);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public String schema() {
        return schema;
    }

    public Connection connection() {
        return connection;
    }

    /** Runs statements one after the other. */
    public void run(String... statements) {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failure) {
                throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** The first column of a query, as text. */
    public List<String> column(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
        }
    }

    /** The only value of a query, as text. */
    public String value(String sql) {
        return column(sql).getFirst();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
