package io.github.spyhop.binlog.fault;

/**
 * A reason to stop a source.
 *
 * @param detail what was found and where, without values of rows
 */
public record Fault(FaultCode code, String detail) {

    @Override
    public String toString() {
        return code + ": " + detail + "; " + code.remedy();
    }
}
