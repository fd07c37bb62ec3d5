package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.decode.wire.WireReader;
import io.github.spyhop.probe.digest.StatementNames;

/** What the exchanges of all connections of a pipeline share. */
public final class ExchangeScope {

    final AddressBook addresses;
    final StatementNames names;
    final ExchangeSink sink;
    final int samplePayloadBytesMax;
    final StatementSampler sampler;
    final SessionDirectory directory;
    final Exchange exchange = new Exchange();
    final WireReader reader = new WireReader();
    final ParameterBlock block = new ParameterBlock(reader);

    /**
     * @param samples what samples show
     * @param directory is asked for sessions whose login was not seen
     */
    public ExchangeScope(
            AddressBook addresses,
            StatementNames names,
            ExchangeSink sink,
            SampleSettings samples,
            SessionDirectory directory) {
        this.addresses = addresses;
        this.names = names;
        this.sink = sink;
        this.samplePayloadBytesMax = samples.statementBytesMax();
        this.directory = directory;
        this.sampler = new StatementSampler(samples);
    }
}
