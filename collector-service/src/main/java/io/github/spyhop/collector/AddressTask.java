package io.github.spyhop.collector;

import io.github.spyhop.model.instance.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the addresses that an instance's name stands for: the wire sees these, and no names. Where
 * clients are given other addresses than this service, as by a proxy, the two are not joined.
 */
final class AddressTask implements WatchTask {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int ADDRESSES_MAX = 16;

    private final Watched watched;
    private final Services services;

    AddressTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
    }

    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public void run() {
        Endpoint endpoint = watched.link().target().endpoint();
        try {
            services.addresses()
                    .seen(
                            watched.instance(),
                            serversOf(InetAddress.getAllByName(endpoint.host()), endpoint.port()),
                            Instant.now());
        } catch (UnknownHostException gone) {
            // The connection that is there will tell when it is not there any more.
        }
    }

    private static List<String> serversOf(InetAddress[] addresses, int port) {
        return Arrays.stream(addresses)
                .limit(ADDRESSES_MAX)
                .map(address -> new Endpoint(address.getHostAddress(), port).toString())
                .toList();
    }
}
