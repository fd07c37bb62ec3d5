package io.github.spyhop.binlog.fault;

/** Carries a {@link Fault} to where the source is stopped. */
public final class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public FaultException(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public FaultException(FaultCode code, String detail) {
        this(new Fault(code, detail));
    }

    public Fault fault() {
        return fault;
    }
}
