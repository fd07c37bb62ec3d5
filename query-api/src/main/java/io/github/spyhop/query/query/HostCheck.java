package io.github.spyhop.query.query;

import io.github.spyhop.model.instance.AllowedHosts;
import io.github.spyhop.model.instance.AllowedHosts.RefusedHostException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Keeps the registry from being a way in: a host is looked up, and each of its addresses must be one
 * that may be registered.
 */
@ApplicationScoped
public class HostCheck {

    private final AllowedHosts allowed;
    private final int portMin;

    HostCheck(HostConfig config) {
        this.allowed = new AllowedHosts(config.allowedNetworks());
        this.portMin = config.portMin();
    }

    /**
     * What a host is refused for.
     *
     * @param field the field that is wrong
     */
    public record Refusal(String field, String reason) {}

    /** Why an instance may not be registered there, if it may not. */
    public Optional<Refusal> refusal(String host, int port) {
        if (port < portMin) {
            return Optional.of(
                    new Refusal(
                            "port",
                            "The port must be %d or higher (spyhop.instances.port-min)."
                                    .formatted(portMin)));
        }
        try {
            allowed.addressOf(host);
            return Optional.empty();
        } catch (RefusedHostException refused) {
            return Optional.of(
                    new Refusal(
                            "host",
                            "The host has an address that may not be registered"
                                    + " (spyhop.instances.allowed-networks)."));
        } catch (UnknownHostException unknown) {
            return Optional.of(
                    new Refusal("host", "The host's name is not known to the name servers."));
        }
    }
}
