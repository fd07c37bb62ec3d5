package io.github.spyhop.binlog.source;

import com.mongodb.MongoException;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.spyhop.binlog.BinlogPipeline;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.fault.Fault;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.publish.BrokerSettings.UnroutablePolicy;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.stream.OversizedEventException;
import io.github.spyhop.binlog.stream.StreamRefusedException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jboss.logging.Logger;

/** What is to be done when a run has ended for a reason. */
final class Endings {

    /**
     * MySQL errors that time may mend: too many connections, shutdown, trouble on the network, a
     * killed connection.
     */
    private static final Set<Integer> PASSING =
            Set.of(1040, 1053, 1077, 1080, 1152, 1153, 1158, 1159, 1160, 1161, 1184, 1317, 3168);

    private static final Logger LOGGER = Logger.getLogger(Endings.class);

    private Endings() {}

    /** What is to be done. */
    sealed interface Next {

        /** Try again after a while. */
        record Retry(String reason) implements Next {}

        /** Look from time to time whether it was mended. */
        record Park(Fault fault) implements Next {}

        /** Stop until someone decides. */
        record Fail(Fault fault) implements Next {}

        /** Wait until the other monitor gives way. */
        record StandBy() implements Next {}
    }

    static Next of(Exception end, UnroutablePolicy unroutablePolicy) {
        return switch (end) {
            case FaultException failure when failure.fault().code() == FaultCode.SERVER_BEHIND ->
                    new Next.Park(failure.fault());
            case FaultException failure -> new Next.Fail(failure.fault());
            case PublishException.Unroutable unroutable -> {
                Fault fault = fault(FaultCode.MESSAGE_UNROUTABLE, unroutable);
                yield unroutablePolicy == UnroutablePolicy.STOP
                        ? new Next.Fail(fault)
                        : new Next.Park(fault);
            }
            case PublishException.Refused refused ->
                    new Next.Park(fault(FaultCode.BROKER_REFUSED, refused));
            case PublishException.LockHeld _,
                    LeaseLostException _,
                    BinlogPipeline.ClosedException _ ->
                    new Next.StandBy();
            case StreamRefusedException refused -> ofMysql(refused.errorCode(), refused);
            case SqlException refused when refused.isRefusal() ->
                    ofMysql(refused.errorCode(), refused);
            case OversizedEventException oversized ->
                    new Next.Fail(fault(FaultCode.EVENT_OVERSIZED, oversized));
            case MongoException store -> new Next.Retry("MongoDB: " + store.getMessage());
            case ShutdownSignalException lost -> new Next.Retry("RabbitMQ: " + lost.getMessage());
            case UncheckedIOException disk -> new Next.Park(fault(FaultCode.DISK_REFUSED, disk));
            case RuntimeException own -> {
                LOGGER.error("a fault of Spyhop's own, please report it", own);
                yield new Next.Park(new Fault(FaultCode.INTERNAL, own.toString()));
            }
            default -> new Next.Retry(String.valueOf(end.getMessage()));
        };
    }

    private static Next ofMysql(int errorCode, Exception refused) {
        String text = String.valueOf(refused.getMessage());
        if (errorCode == StreamRefusedException.FATAL_ERROR_READING_BINLOG) {
            if (text.contains("with the same server_uuid/server_id")) {
                return new Next.Fail(fault(FaultCode.SERVER_ID_TAKEN, refused));
            }
            if (text.contains("purged") || text.contains("Could not find first log file")) {
                return new Next.Fail(fault(FaultCode.POSITION_PURGED, refused));
            }
        }
        return PASSING.contains(errorCode)
                ? new Next.Retry(text)
                : new Next.Fail(fault(FaultCode.SERVER_REFUSED, refused));
    }

    private static Fault fault(FaultCode code, Exception reason) {
        return new Fault(code, String.valueOf(reason.getMessage()));
    }
}
