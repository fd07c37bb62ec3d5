package io.github.spyhop.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealServersIT {

    @ParameterizedTest
    @CsvSource({"MYSQL,9.", "MYSQL80,8.0."})
    void startsMySqlWithGtidsAndRowMetadata(ServerKind kind, String version) throws Exception {
        ServerAddress mysql = RealServers.shared(kind);

        assertThat(query(mysql, "SELECT VERSION()")).startsWith(version);
        assertThat(query(mysql, "SELECT CONCAT(@@gtid_mode, @@binlog_row_metadata)"))
                .isEqualTo("ONFULL");
    }

    @Test
    void startsMongoDbAsAReplicaSet() {
        ServerAddress mongo = RealServers.shared(ServerKind.MONGODB);

        try (MongoClient client = MongoClients.create(mongo.uri())) {
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
            assertThat(hello.getString("setName")).isEqualTo("spyhop");
        }
    }

    @Test
    void startsRabbitMq() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(RealServers.shared(ServerKind.RABBITMQ).uri());

        try (Connection connection = factory.newConnection()) {
            assertThat(connection.getServerProperties()).containsKey("version");
        }
    }

    @Test
    void startsAgainAfterACrashWithItsData() throws Exception {
        RunningServer server = RealServers.alone(ServerKind.MYSQL80, "crash");
        query(server.address(), "CREATE DATABASE kept");
        server.kill();
        assertThatThrownBy(() -> query(server.address(), "SELECT 1"))
                .isInstanceOf(SQLException.class);

        server.startAgain();

        assertThat(query(server.address(), "SHOW DATABASES LIKE 'kept'")).isEqualTo("kept");
        server.stop();
    }

    private static String query(ServerAddress mysql, String sql) throws SQLException {
        try (var connection = mysql.connect("", "");
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
