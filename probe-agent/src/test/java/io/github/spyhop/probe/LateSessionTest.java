package io.github.spyhop.probe;

import static io.github.spyhop.probe.MySqlBytes.MODERN;
import static io.github.spyhop.probe.Talk.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.exchange.SessionDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Connections whose login was not seen, and a server that answers some statements later. */
class LateSessionTest {

    private final Talk talk = new Talk();
    private final Answering server = new Answering();

    /** Answers the third time that the pipeline looks whether there are answers. */
    private static final class Answering implements SessionDirectory {

        private final List<String> questions = new ArrayList<>();
        private int looks;

        @Override
        public @Nullable Told find(String server, String client, long sinceNanos) {
            questions.add(server + " " + client);
            return answers() == 0 ? null : new Told("app", "shop");
        }

        @Override
        public int answers() {
            return looks++ > 3 ? 1 : 0;
        }
    }

    private ClosedWindow run() throws IOException {
        return Talk.run(
                new ProbePipeline(
                        PipelineSettings.of(PortFilter.of(List.of(Frames.SERVER_PORT))), server),
                talk.packets);
    }

    private void query(String sql) {
        talk.query(sql).server(MySqlBytes.resultSetWithEof(2, "a"));
    }

    private static List<Cell> cells(ClosedWindow window, String family) {
        return window.cells().stream().filter(cell -> cell.family().text().equals(family)).toList();
    }

    @Test
    void areToldByTheServerAndMarkedSo() throws IOException {
        for (int i = 0; i < 9; i++) {
            query("SELECT " + i);
        }

        List<Cell> cells = cells(run(), "SELECT ?");

        assertThat(server.questions).containsOnly("10.0.0.2:3306 10.0.0.1:40000").hasSize(2);
        assertThat(cells).hasSize(2);
        assertThat(cells.getFirst().session().user()).isNull();
        assertThat(cells.getFirst().session().isTold()).isFalse();
        assertThat(cells.getLast().session().user()).isEqualTo("app");
        assertThat(cells.getLast().session().schema()).isEqualTo("shop");
        assertThat(cells.getLast().session().isTold()).isTrue();
        assertThat(cells.stream().mapToLong(Cell::count).sum()).isEqualTo(9);
    }

    @Test
    void believeTheWireMore() throws IOException {
        talk.query("USE other").server(packet(1, MySqlBytes.ok(0, 2)));
        for (int i = 0; i < 9; i++) {
            query("SELECT " + i);
        }

        Cell last = cells(run(), "SELECT ?").getLast();

        assertThat(last.session().user()).isEqualTo("app");
        assertThat(last.session().schema()).isEqualTo("other");
    }

    @Test
    void doNotAskWhereTheLoginWasSeen() throws IOException {
        talk.login(MODERN, MODERN);
        for (int i = 0; i < 9; i++) {
            talk.query("SELECT " + i).server(MySqlBytes.resultSet(1, 2, "a"));
        }

        assertThat(cells(run(), "SELECT ?")).hasSize(1);
        assertThat(server.questions).isEmpty();
    }
}
