package io.github.spyhop.binlog.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/** What the broker's errors mean. */
final class BrokerErrors {

    private static final int RESOURCE_LOCKED = 405;

    /** Codes that another attempt may mend: connection forced, internal error, resource error. */
    private static final int CONNECTION_FORCED = 320;

    private static final int INTERNAL_ERROR = 541;
    private static final int RESOURCE_ERROR = 506;

    private BrokerErrors() {}

    static PublishException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException shutdown) {
                return of(shutdown);
            }
            if (cause instanceof AuthenticationFailureException
                    || cause instanceof PossibleAuthenticationFailureException) {
                return new PublishException.Refused("login: " + cause.getMessage());
            }
        }
        return new PublishException.Lost(String.valueOf(failure.getMessage()));
    }

    static PublishException of(ShutdownSignalException shutdown) {
        int code = codeOf(shutdown.getReason());
        return switch (code) {
            case 0, CONNECTION_FORCED, INTERNAL_ERROR, RESOURCE_ERROR ->
                    new PublishException.Lost(String.valueOf(shutdown.getMessage()));
            case RESOURCE_LOCKED -> new PublishException.LockHeld(textOf(shutdown.getReason()));
            default -> new PublishException.Refused(code + " " + textOf(shutdown.getReason()));
        };
    }

    private static int codeOf(@Nullable Method reason) {
        return switch (reason) {
            case AMQP.Channel.Close close -> close.getReplyCode();
            case AMQP.Connection.Close close -> close.getReplyCode();
            case null, default -> 0;
        };
    }

    private static String textOf(@Nullable Method reason) {
        return switch (reason) {
            case AMQP.Channel.Close close -> close.getReplyText();
            case AMQP.Connection.Close close -> close.getReplyText();
            case null, default -> "";
        };
    }
}
