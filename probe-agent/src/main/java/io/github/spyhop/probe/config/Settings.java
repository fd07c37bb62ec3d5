package io.github.spyhop.probe.config;

import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.aggregate.AggregateSettings;
import io.github.spyhop.probe.capture.DeviceSettings;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.decode.DecodeLimits;
import io.github.spyhop.probe.exchange.SampleSettings;
import io.github.spyhop.probe.reassembly.ReassemblyLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The settings as the stages want them. */
@ApplicationScoped
public class Settings {

    private static final List<String> ANY = List.of("any");

    private final ProbeConfig probe;
    private final NodeConfig node;

    Settings(ProbeConfig probe, NodeConfig node) {
        this.probe = probe;
        this.node = node;
    }

    /** The name of this probe in reports. */
    public String probeName() {
        return probe.name()
                .orElseGet(() -> {
                    try {
                        return InetAddress.getLocalHost().getHostName();
                    } catch (UnknownHostException nameless) {
                        return "probe";
                    }
                });
    }

    /** Whether this node has a device to capture. */
    public boolean captures() {
        return node.isSlave() || probe.device().isPresent();
    }

    public DeviceSettings devices() {
        return new DeviceSettings(
                probe.device().orElse(ANY),
                probe.port(),
                probe.snappylength() == 0
                        ? DeviceSettings.SNAP_LENGTH_BYTES_MIN
                        : probe.snappylength(),
                (int) Math.min(probe.buffer().asLongValue(), Integer.MAX_VALUE),
                probe.delay(),
                probe.promiscuous());
    }

    public PipelineSettings pipeline() {
        ProbeConfig.Limits limits = probe.limits();
        ProbeConfig.Samples samples = probe.samples();
        return new PipelineSettings(
                PortFilter.of(probe.port()),
                new ReassemblyLimits(
                        limits.connections(),
                        (int) limits.heldPerConnection().asLongValue(),
                        limits.heldInAll().asLongValue(),
                        limits.connectionIdle()),
                new DecodeLimits(
                        (int) limits.statement().asLongValue(),
                        (int) samples.statementBytes().asLongValue(),
                        limits.piecesInAll().asLongValue(),
                        DecodeLimits.DEFAULT.pipelinedMax()),
                new SampleSettings(
                        samples.redacted(), (int) samples.statementBytes().asLongValue()),
                new AggregateSettings(
                        true,
                        limits.keysPerWindow(),
                        node.slowThreshold(),
                        samples.slowPerKey(),
                        samples.slowPerWindow()),
                probe.maxDigestLength());
    }
}
