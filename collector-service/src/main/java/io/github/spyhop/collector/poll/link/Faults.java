package io.github.spyhop.collector.poll.link;

import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.collector.poll.link.ServerFault.Kind;
import io.vertx.mysqlclient.MySQLException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a failure means and what mends it; the one place that knows MySQL's error numbers (<a
 * href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">server error
 * reference</a>).
 */
final class Faults {

    /** How the client wraps the server's message. */
    private static final Pattern CLIENT_MESSAGE =
            Pattern.compile("\\{errorMessage=(.*), errorCode=\\d+, sqlState=\\w+}", Pattern.DOTALL);

    private static final Pattern DENIED =
            Pattern.compile("^([A-Z ]+) command denied to user .* for table '([^']*)'");

    private Faults() {}

    static ServerFault of(Throwable failure, Target target) {
        return switch (failure) {
            case ServerFault fault -> fault;
            case MySQLException refused -> ofMySql(refused, target);
            case TimeoutException late ->
                    new ServerFault(Kind.TIMEOUT, 0, String.valueOf(late.getMessage()), "");
            case UnknownHostException unknown ->
                    new ServerFault(
                            Kind.UNREACHABLE,
                            0,
                            "host " + target.endpoint().host() + " is not known",
                            "Correct the host of the instance, or the name service.");
            default ->
                    new ServerFault(
                            Kind.UNREACHABLE,
                            0,
                            target.endpoint() + ": " + messageOf(failure),
                            "Check that the server runs and that the network lets "
                                    + target.endpoint()
                                    + " be reached.");
        };
    }

    static ServerFault timeout(Target target, String what, Duration limit) {
        return new ServerFault(
                Kind.TIMEOUT,
                0,
                "%s did not %s within %d ms".formatted(target.endpoint(), what, limit.toMillis()),
                "Check the server's load, its locks and the network.");
    }

    private static ServerFault ofMySql(MySQLException refused, Target target) {
        int number = refused.getErrorCode();
        String message = messageOf(refused);
        Matcher client = CLIENT_MESSAGE.matcher(message);
        String said = client.matches() ? client.group(1) : message;
        String account = account(target);
        Matcher denied = DENIED.matcher(said);
        String remedy =
                denied.find() && !denied.group(1).equals("SELECT")
                        ? "GRANT %s ON `…`.`%s` TO %s"
                                .formatted(denied.group(1), denied.group(2), account)
                        : remedyOf(number, account);
        return new ServerFault(
                kindOf(number), number, "MySQL error %d: %s".formatted(number, said), remedy);
    }

    private static Kind kindOf(int number) {
        return switch (number) {
            case 1045, 1129, 1130, 1820, 1862, 1698, 3118, 3159, 4052, 1524, 2059 ->
                    Kind.LOGIN_REFUSED;
            case 1040, 1203, 1226, 1053, 1152, 1158, 1159, 1160, 1161, 1077, 1079 ->
                    Kind.UNREACHABLE;
            case 3024, 1317, 1205 -> Kind.INTERRUPTED;
            case 1044, 1142, 1143, 1227, 1370, 1345 -> Kind.NOT_GRANTED;
            default -> Kind.STATEMENT_REFUSED;
        };
    }

    private static String remedyOf(int number, String account) {
        return switch (number) {
            case 1045, 1698 ->
                    "Correct the user and password of the instance, or: ALTER USER %s IDENTIFIED BY '…'"
                            .formatted(account);
            case 1129 -> "TRUNCATE TABLE performance_schema.host_cache";
            case 1130 -> "CREATE USER %s IDENTIFIED BY '…'; ".formatted(account) + grants(account);
            case 1820, 1862 -> "ALTER USER %s IDENTIFIED BY '…'".formatted(account);
            case 3118 -> "ALTER USER %s ACCOUNT UNLOCK".formatted(account);
            case 3159 -> "Set spyhop.collector.mysql.tls to REQUIRED or stricter.";
            case 1040 -> "SET GLOBAL max_connections = …, higher than now";
            case 1203, 1226 -> "ALTER USER %s WITH MAX_USER_CONNECTIONS 5".formatted(account);
            case 1044, 1142, 1143, 1227, 1370, 1345 -> grants(account);
            default -> "";
        };
    }

    private static String grants(String account) {
        return "GRANT SELECT, PROCESS, SHOW VIEW ON *.* TO %1$s; GRANT SELECT ON performance_schema.* TO %1$s"
                .formatted(account);
    }

    private static String account(Target target) {
        return "'" + target.user().replace("'", "''") + "'@'%'";
    }

    private static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
