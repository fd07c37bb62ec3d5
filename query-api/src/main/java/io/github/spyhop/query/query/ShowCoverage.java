package io.github.spyhop.query.query;

import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.read.Coverage;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.response.CoverageView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each source could see: the wire by its addresses, joined with the instances. */
@ApplicationScoped
public class ShowCoverage {

    private final Coverage coverage;
    private final Instances instances;

    ShowCoverage(Coverage coverage, Instances instances) {
        this.coverage = coverage;
        this.instances = instances;
    }

    /** By instance, then the addresses that no instance is registered with. */
    public List<CoverageView> show(Scope scope) {
        Map<String, Coverage.OnWire> onWire = coverage.onWire(scope);
        Map<String, Coverage.Inside> inside = coverage.inside(scope);
        List<CoverageView> all = new ArrayList<>();
        for (InstanceDocument instance : scope.instance().map(List::of).orElseGet(instances::all)) {
            String server = instance.host() + ":" + instance.port();
            all.add(
                    new CoverageView(
                            instance.instanceName(),
                            server,
                            onWire.remove(server),
                            inside.get(instance.instanceName())));
        }
        onWire.forEach((server, wire) -> all.add(new CoverageView(null, server, wire, null)));
        return all;
    }
}
