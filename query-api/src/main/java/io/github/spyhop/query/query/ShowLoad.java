package io.github.spyhop.query.query;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.query.read.DigestWindows;
import io.github.spyhop.query.read.Load;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.WindowSource;
import io.github.spyhop.query.response.LoadPoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The load by statement family, stacked: inside the servers or, where none is watched, on the wire. */
@ApplicationScoped
public class ShowLoad {

    private final DigestWindows windows;
    private final Load load;

    ShowLoad(DigestWindows windows, Load load) {
        this.windows = windows;
        this.load = load;
    }

    /** The load of the {@code top} families with the most time, and of all others together. */
    public List<LoadPoint> show(Scope scope, int top) {
        List<String> inServers = windows.top(WindowSource.SERVER, scope, top);
        WindowSource source = inServers.isEmpty() ? WindowSource.WIRE : WindowSource.SERVER;
        List<String> ids = inServers.isEmpty() ? windows.top(source, scope, top) : inServers;
        return named(load.of(source, scope, ids), windows.families(ids));
    }

    private static List<LoadPoint> named(
            List<Load.Point> points, Map<String, DigestDocument> families) {
        return points.stream()
                .map(point -> {
                    DigestDocument family = families.get(point.digestId());
                    return new LoadPoint(
                            point.start(),
                            point.seconds(),
                            point.digestId(),
                            family == null ? "" : family.digestText(),
                            point.averageActive());
                })
                .toList();
    }
}
