package io.github.spyhop.probe;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.probe.aggregate.AggregateSettings;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.decode.DecodeLimits;
import io.github.spyhop.probe.exchange.SampleSettings;
import io.github.spyhop.probe.reassembly.ReassemblyLimits;

/**
 * What a pipeline may keep and what it shows.
 *
 * @param ports the servers' ports
 * @param digestLengthMax the servers' {@code max_digest_length}
 */
public record PipelineSettings(
        PortFilter ports,
        ReassemblyLimits reassembly,
        DecodeLimits decode,
        SampleSettings samples,
        AggregateSettings aggregate,
        int digestLengthMax) {

    /** The defaults, for these ports. */
    public static PipelineSettings of(PortFilter ports) {
        return new PipelineSettings(
                ports,
                ReassemblyLimits.DEFAULT,
                DecodeLimits.DEFAULT,
                SampleSettings.DEFAULT,
                AggregateSettings.DEFAULT,
                DigestOptions.SERVER_DIGEST_LENGTH);
    }

    public PipelineSettings with(AggregateSettings other) {
        return new PipelineSettings(ports, reassembly, decode, samples, other, digestLengthMax);
    }

    public PipelineSettings with(SampleSettings other) {
        return new PipelineSettings(ports, reassembly, decode, other, aggregate, digestLengthMax);
    }
}
