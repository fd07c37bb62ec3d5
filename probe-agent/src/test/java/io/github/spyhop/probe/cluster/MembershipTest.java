package io.github.spyhop.probe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.spyhop.testbed.process.FreePort;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final Duration MEET_MAX = Duration.ofSeconds(20);
    private static final String TOKEN = "a token of these tests only";

    private final int seed = FreePort.any();
    private final List<Membership> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Membership::stop);
    }

    @Test
    void theFirstThatIsNoSlaveIsTheMasterAndTheNextFollowsIt() {
        Membership slave = gossip("slave", Role.SLAVE, seed, TOKEN);
        await().atMost(MEET_MAX).until(() -> slave.view().epoch() > 0);
        Membership first = gossip("first", Role.STANDBY, FreePort.any(), TOKEN);
        await().atMost(MEET_MAX).until(() -> first.view().members().size() == 2);
        Membership second = gossip("second", Role.STANDBY, FreePort.any(), TOKEN);
        await().atMost(MEET_MAX).until(() -> slave.view().members().size() == 3);

        assertThat(slave.view().role()).isEqualTo(Role.SLAVE);
        assertThat(first.view().role()).isEqualTo(Role.MASTER);
        assertThat(second.view().role()).isEqualTo(Role.STANDBY);
        assertThat(first.view().others())
                .extracting(Member::name)
                .containsExactly("slave", "second");
        long epoch = second.view().epoch();
        first.leave();
        await().atMost(MEET_MAX).until(() -> second.view().role() == Role.MASTER);

        assertThat(second.view().epoch()).isGreaterThan(epoch);
        assertThat(first.view().members()).extracting(Member::name).containsExactly("first");
        first.join(new NodeAddress("127.0.0.1", seed));
        await().atMost(MEET_MAX).until(() -> first.view().members().size() == 3);
        assertThat(first.view().role()).isEqualTo(Role.STANDBY);
    }

    @Test
    void aNodeJoinsThroughASeedThatIsNotTheCoordinator() {
        int other = FreePort.any();
        Membership first = gossip("first", Role.STANDBY, seed, TOKEN, seed, other);
        await().atMost(MEET_MAX).until(() -> first.view().role() == Role.MASTER);
        Membership slave = gossip("slave", Role.SLAVE, 0, TOKEN, seed, other);
        await().atMost(MEET_MAX).until(() -> slave.view().members().size() == 2);
        Membership second = gossip("second", Role.STANDBY, other, TOKEN, seed, other);
        await().atMost(MEET_MAX).until(() -> second.view().members().size() == 3);
        first.leave();
        await().atMost(MEET_MAX).until(() -> second.view().role() == Role.MASTER);

        Membership late = gossip("late", Role.SLAVE, 0, TOKEN, seed, other);

        await().atMost(MEET_MAX).until(() -> late.view().members().size() == 3);
        assertThat(second.view().others())
                .extracting(Member::name)
                .containsExactlyInAnyOrder("slave", "late");
    }

    @Test
    void whoDoesNotHaveTheTokenStaysAlone() {
        Membership member = gossip("member", Role.STANDBY, seed, TOKEN);
        await().atMost(MEET_MAX).until(() -> member.view().role() == Role.MASTER);
        Membership stranger = gossip("stranger", Role.SLAVE, 0, "another token");
        Membership friend = gossip("friend", Role.SLAVE, 0, TOKEN);

        await().atMost(MEET_MAX).until(() -> friend.view().members().size() == 2);
        assertThat(stranger.view().members()).extracting(Member::name).containsExactly("stranger");
        assertThat(member.view().members())
                .extracting(Member::name)
                .containsExactly("member", "friend");
    }

    @Test
    void aStaticMasterHasTheSlavesThatItIsTold() {
        NodeAddress one = new NodeAddress("one.example", 8667);
        NodeAddress two = new NodeAddress("::1", 8667);
        Membership master = new StaticMembership(self("master", Role.MASTER, 0), List.of(one));
        BlockingQueue<ClusterView> views = new LinkedBlockingQueue<>();
        master.start(views::add);

        master.join(two);
        master.join(two);
        master.remove(one);

        assertThat(views.stream().map(view -> view.others().size())).containsExactly(1, 2, 2, 1);
        assertThat(views.stream().map(ClusterView::epoch)).isSorted().doesNotHaveDuplicates();
        assertThatThrownBy(() -> master.remove(one)).hasMessageContaining("one.example:8667");
        master.leave();
        assertThat(master.view().others()).isEmpty();
        assertThat(master.view().role()).isEqualTo(Role.MASTER);
    }

    @Test
    void aStaticSlaveSendsWhoAsksToItsMaster() {
        Membership slave = new StaticMembership(self("slave", Role.SLAVE, 0), List.of());

        assertThatThrownBy(slave::leave).hasMessageContaining("ask its master");
        assertThatThrownBy(() -> slave.join(new NodeAddress("a", 1)))
                .hasMessageContaining("ask its master");
    }

    @Test
    void addressesAreHostsWithPorts() {
        assertThat(NodeAddress.parse("addr", "[::1]:80")).isEqualTo(new NodeAddress("::1", 80));
        assertThat(NodeAddress.parse("addr", "a.b-c:65535")).hasToString("a.b-c:65535");
        for (String wrong :
                List.of("", "host", ":80", "host:", "host:0", "host:65536", "h/x:80", "a b:1")) {
            assertThatThrownBy(() -> NodeAddress.parse("addr", wrong))
                    .isInstanceOf(ClusterRefusal.class)
                    .hasMessageStartingWith("addr is '" + wrong + "'");
        }
    }

    private static Member self(String name, Role role, int gossipPort) {
        return new Member(name, role, gossipPort, new NodeAddress("127.0.0.1", 8667));
    }

    private Membership gossip(String name, Role role, int port, String token) {
        return gossip(name, role, port, token, seed);
    }

    private Membership gossip(String name, Role role, int port, String token, int... seeds) {
        Membership membership =
                new GossipMembership(
                        self(name, role, port),
                        "test",
                        InetAddress.getLoopbackAddress(),
                        IntStream.of(seeds)
                                .mapToObj(at -> new NodeAddress("127.0.0.1", at))
                                .toList(),
                        new ClusterSecret(token, "test"));
        started.add(membership);
        membership.start(view -> {});
        return membership;
    }
}
