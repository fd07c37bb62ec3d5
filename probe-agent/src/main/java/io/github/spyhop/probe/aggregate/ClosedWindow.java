package io.github.spyhop.probe.aggregate;

import io.github.spyhop.probe.exchange.ServerTally;
import java.util.List;

/** What was counted within a window; nothing changes it any more. */
public record ClosedWindow(List<Cell> cells, List<ServerTally> servers) {

    public ClosedWindow {
        cells = List.copyOf(cells);
        servers = List.copyOf(servers);
    }
}
