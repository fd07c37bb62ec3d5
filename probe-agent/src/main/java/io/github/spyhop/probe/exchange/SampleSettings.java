package io.github.spyhop.probe.exchange;

/**
 * What samples show.
 *
 * @param redacted whether literals, values and messages are left out
 * @param statementBytesMax how much of a statement with its values is kept until it is answered
 */
public record SampleSettings(boolean redacted, int statementBytesMax) {

    public static final SampleSettings DEFAULT = new SampleSettings(true, 4_096);
}
