package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Asks the real servers for each text of {@code digests.golden}. With {@code -Dgolden.update=true}
 * their answers are written into the file.
 */
class GoldenDigestsIT {

    private static final Path SOURCE =
            Path.of("src/test/resources/io/github/spyhop/model/statement", GoldenFile.NAME);

    @Test
    void areWhatTheServersSay() throws SQLException, IOException {
        List<String> asked = new ArrayList<>();
        try (ServerDigests newest = ServerDigests.of(Dialect.MYSQL_9_7);
                ServerDigests oldest = ServerDigests.of(Dialect.MYSQL_8_0)) {
            String answered =
                    GoldenFile.rewritten(entry -> {
                        boolean old = entry.options().dialect().equals(Dialect.MYSQL_8_0);
                        asked.add(entry.sql());
                        return text(old ? oldest : newest, entry);
                    });
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(SOURCE, answered);
            }
            assertThat(answered).isEqualTo(Files.readString(SOURCE, UTF_8));
        }
        assertThat(asked).hasSize(GoldenFile.entries().size());
    }

    private static String text(ServerDigests server, GoldenFile.Entry entry) {
        try {
            server.setModes(entry.options());
            return server.text(entry.bytes(), entry.options().charset())
                    .orElseThrow(() -> new AssertionError("refused: " + entry));
        } catch (SQLException e) {
            throw new AssertionError("failed: " + entry, e);
        }
    }
}
