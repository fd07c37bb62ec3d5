package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.demo.DemoServices.Service;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.cli.run.Project;
import io.github.spyhop.cli.run.Servers;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.PcapLibrary;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.github.spyhop.testbed.server.ServerOptions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** A demo that was started: its servers, its services, and the monitored instance. */
public final class Demo {

    static final String INSTANCE = "shop-1";
    static final String DATABASE = "spyhop_demo";

    private final Project project;
    private final RunFolder run;
    private final Progress progress;
    private final DemoServices services;
    private final String token = HexFormat.of().formatHex(randomBytes(24));
    private final Map<ServerKind, ServerAddress> servers;
    private final ShopSchema.Accounts accounts;

    /** The ports that the user chose, 0 for a free one each. */
    public record Ports(int console, int mysql, int mongodb, int rabbitmq) {}

    private Demo(Project project, RunFolder run, Progress progress, Ports ports) throws Exception {
        this.project = project;
        this.run = run;
        this.progress = progress;
        this.services = new DemoServices(project, run, ports.console());
        progress.say("Servers");
        Map<ServerKind, ServerOptions> wanted = new EnumMap<>(ServerKind.class);
        wanted.put(ServerKind.MYSQL, options(ServerKind.MYSQL, ports.mysql()));
        wanted.put(ServerKind.MONGODB, options(ServerKind.MONGODB, ports.mongodb()));
        wanted.put(ServerKind.RABBITMQ, options(ServerKind.RABBITMQ, ports.rabbitmq()));
        Servers.checkPorts(wanted);
        this.servers = Servers.lasting(project, run).start(wanted, progress);
        this.accounts = progress.step("a small shop", () -> ShopSchema.create(mysql()));
    }

    /** Starts everything, and returns when each service is ready and the shop's MySQL is registered. */
    public static Demo start(Project project, RunFolder run, Progress progress, Ports ports)
            throws Exception {
        CaptureRight.check();
        Demo demo = new Demo(project, run, progress, ports);
        progress.say("Services");
        demo.services.start(demo.environments(), progress);
        demo.register();
        return demo;
    }

    private Map<Service, Map<String, String>> environments() throws Exception {
        String keys = Base64.getEncoder().encodeToString(randomBytes(32));
        Map<String, String> store =
                Map.of(
                        "MONGODB_URI",
                        server(ServerKind.MONGODB).uri(),
                        "MONGODB_DB_NAME",
                        DATABASE);
        ServerAddress rabbit = server(ServerKind.RABBITMQ);
        Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
        all.put(
                Service.PROBE_AGENT,
                with(
                        store,
                        Map.of(
                                "PROBE_DEVICE",
                                "lo",
                                "PROBE_PORT",
                                Integer.toString(mysql().port()),
                                "SERVERPORT",
                                Integer.toString(portOf(Service.PROBE_AGENT)),
                                "INTERVAL",
                                "2",
                                "SLOWTHRESHOLDMS",
                                "1000",
                                "SPYHOP_LIBPCAP",
                                PcapLibrary.find().toString())));
        all.put(
                Service.COLLECTOR_SERVICE,
                with(
                        store,
                        Map.of(
                                "AES_KEY",
                                keys,
                                "SPYHOP_COLLECTOR_DIGEST_INTERVAL",
                                "2S",
                                "SPYHOP_COLLECTOR_MYSQL_TLS",
                                "DISABLED")));
        all.put(
                Service.BINLOG_MONITOR,
                with(
                        store,
                        Map.ofEntries(
                                Map.entry("BINLOG_SOURCE", INSTANCE),
                                Map.entry("BINLOG_HOST", mysql().host()),
                                Map.entry("BINLOG_PORT", Integer.toString(mysql().port())),
                                Map.entry("BINLOG_USER", accounts.binlog().user()),
                                Map.entry("BINLOG_PASSWORD", accounts.binlog().password()),
                                Map.entry("BINLOG_SERVER_ID", "7101"),
                                Map.entry("RABBITMQ_HOST", rabbit.host()),
                                Map.entry("RABBITMQ_PORT", Integer.toString(rabbit.port())),
                                Map.entry("RABBITMQ_USERNAME", rabbit.user()),
                                Map.entry("RABBITMQ_PASSWORD", rabbit.password()))));
        all.put(
                Service.QUERY_API,
                with(store, Map.of("AES_KEY", keys, "SPYHOP_ACCESS_ADMIN_TOKEN", token)));
        return all;
    }

    private void register() throws Exception {
        api().post(
                        "/api/instance_setup/add_instance/",
                        Map.of(
                                "instance_name", INSTANCE,
                                "host", mysql().host(),
                                "port", mysql().port(),
                                "user", accounts.collector().user(),
                                "password", accounts.collector().password()));
    }

    Progress progress() {
        return progress;
    }

    ServerAddress mysql() {
        return server(ServerKind.MYSQL);
    }

    ServerAddress server(ServerKind kind) {
        return Objects.requireNonNull(servers.get(kind));
    }

    ShopSchema.Account shopAccount() {
        return accounts.shop();
    }

    Workload workload() {
        return new Workload(mysql(), accounts.shop());
    }

    /** The query-api, as the admin. */
    ServiceApi api() {
        return new ServiceApi(portOf(Service.QUERY_API), token);
    }

    private int portOf(Service service) {
        return services.portOf(service);
    }

    /**
     * Shows the shop to a person: the workload once, then what to look at, then a client that goes on
     * and a subscriber that counts what it received, until the process is stopped.
     */
    public void show() throws Exception {
        try (RowChangeSubscriber subscriber = new RowChangeSubscriber(server(ServerKind.RABBITMQ));
                StoredFigures stored = new StoredFigures(server(ServerKind.MONGODB), DATABASE)) {
            new Pulse(this, subscriber, stored).await();
            progress.step("workload", () -> workload().run(progress));
            introduce();
            workload()
                    .goOn(ledger ->
                            progress.update(
                                    "%,d statements more, %,d row changes received in RabbitMQ"
                                            .formatted(
                                                    ledger.statementsSent(), subscriber.total())));
        }
    }

    private void introduce() {
        String console = "http://127.0.0.1:" + portOf(Service.QUERY_API);
        ServerAddress rabbit = server(ServerKind.RABBITMQ);
        progress.say(
                """

                Spyhop watches a MySQL on port %d, while some clients visit the shop.

                  Console      %s/#token=%s
                  REST         curl -H 'Authorization: Bearer %s' '%s/api/v1/digests?from=now-5m'
                  Wire         ws://127.0.0.1:%d/collector
                  Row changes  exchange "%s" at amqp://%s:%s@%s:%d
                  Logs         %s

                Ctrl-C stops everything; from elsewhere, ./spyhop servers down.\
                """
                        .formatted(
                                mysql().port(),
                                console,
                                token,
                                token,
                                console,
                                portOf(Service.PROBE_AGENT),
                                RowChangeSubscriber.EXCHANGE,
                                rabbit.user(),
                                rabbit.password(),
                                rabbit.host(),
                                rabbit.port(),
                                project.root().relativize(run.path())));
    }

    private static ServerOptions options(ServerKind kind, int port) {
        return ServerOptions.of(kind).withPort(port);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> both = new java.util.HashMap<>(some);
        both.putAll(more);
        return both;
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
