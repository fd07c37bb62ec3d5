package io.github.spyhop.collector.poll.link;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.config.CollectorConfig.TlsMode;
import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.model.instance.AllowedHosts;
import io.github.spyhop.model.instance.AllowedHosts.RefusedHostException;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;

/**
 * Looks up the host of an instance before each connection, which then goes to the very address that
 * was looked at: a name that comes to mean another address reaches nothing that is not allowed.
 */
final class Addresses {

    static {
        // A failover moves a name within seconds; Java would remember it for 30.
        Security.setProperty("networkaddress.cache.ttl", "5");
    }

    private final Target target;
    private final AllowedHosts allowed;
    private final boolean nameIsVerified;

    Addresses(Target target, CollectorConfig.Mysql config) {
        this.target = target;
        this.allowed = new AllowedHosts(config.allowedNetworks());
        // The certificate of another host is refused then; and the client needs the name for it.
        this.nameIsVerified = config.tls() == TlsMode.VERIFY_IDENTITY;
    }

    /** The options for the next connection; waits for the name service. */
    MySQLConnectOptions lookedUp(MySQLConnectOptions options) {
        String host = target.endpoint().host();
        try {
            InetAddress address = allowed.addressOf(host);
            MySQLConnectOptions checked = new MySQLConnectOptions(options);
            return nameIsVerified ? checked : checked.setHost(address.getHostAddress());
        } catch (UnknownHostException unknown) {
            throw Faults.of(unknown, target);
        } catch (RefusedHostException refused) {
            throw new ServerFault(
                    ServerFault.Kind.UNREACHABLE,
                    0,
                    String.valueOf(refused.getMessage()),
                    "Correct the host of the instance, or spyhop.instances.allowed-networks.");
        }
    }
}
