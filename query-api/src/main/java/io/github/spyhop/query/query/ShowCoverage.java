package io.github.spyhop.query.query;

import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.read.Coverage;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.WireAddresses;
import io.github.spyhop.query.response.CoverageView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What each source could see: the wire by its addresses, joined with the instances. */
@ApplicationScoped
public class ShowCoverage {

    private final Coverage coverage;
    private final Instances instances;
    private final WireAddresses addresses;

    ShowCoverage(Coverage coverage, Instances instances, WireAddresses addresses) {
        this.coverage = coverage;
        this.instances = instances;
        this.addresses = addresses;
    }

    /** By instance, then the addresses that no instance is registered with. */
    public List<CoverageView> show(Scope scope) {
        Map<String, Coverage.OnWire> onWire = coverage.onWire(scope);
        Map<String, Coverage.Inside> inside = coverage.inside(scope);
        List<InstanceDocument> asked = scope.instance().map(List::of).orElseGet(instances::all);
        Map<String, Set<String>> servers = addresses.of(asked, scope.range());
        List<CoverageView> all = new ArrayList<>();
        for (InstanceDocument instance : asked) {
            Set<String> its = servers.getOrDefault(instance.instanceName(), Set.of());
            all.add(
                    new CoverageView(
                            instance.instanceName(),
                            String.join(", ", its),
                            its.stream()
                                    .map(onWire::get)
                                    .filter(Objects::nonNull)
                                    .reduce(Coverage.OnWire::plus)
                                    .orElse(null),
                            inside.get(instance.instanceName())));
        }
        servers.values().forEach(onWire.keySet()::removeAll);
        onWire.forEach((server, wire) -> all.add(new CoverageView(null, server, wire, null)));
        return all;
    }
}
