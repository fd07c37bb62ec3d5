package io.github.spyhop.probe.watch;

import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.probe.exchange.SessionDirectory;
import io.github.spyhop.probe.watch.WatchedServer.Listed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Questions of the pipeline's thread and the answers of servers' processlists. A connection is the
 * same if server and client have the same addresses and ports; behind a proxy or address translation
 * they have not, and then nothing is told.
 */
final class ProcesslistDirectory implements SessionDirectory {

    /** What is asked beyond stays unknown. */
    private static final int QUESTIONS_MAX = 10_000;

    private static final long QUESTION_NANOS_MAX = Duration.ofMinutes(10).toNanos();

    private final Map<Question, Answer> questions = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();

    /** Both ends of a connection, as {@code host:port}. */
    private record Question(Endpoint server, Endpoint client) {}

    /**
     * What is known by now.
     *
     * @param readNanos before the server was asked; until then when the question came
     */
    private record Answer(@Nullable Told told, long readNanos) {}

    @Override
    public @Nullable Told find(String server, String client, long sinceNanos) {
        Question question = new Question(Endpoint.parse(server), Endpoint.parse(client));
        Answer answer = questions.get(question);
        if (answer == null && questions.size() < QUESTIONS_MAX) {
            questions.put(question, new Answer(null, sinceNanos));
        }
        if (answer == null || answer.told() == null || answer.readNanos() < sinceNanos) {
            return null;
        }
        questions.remove(question);
        return answer.told();
    }

    @Override
    public int answers() {
        return answers.get();
    }

    /** Whether something is to be asked of a server with one of these addresses. */
    boolean hasQuestions(Set<InetAddress> addresses, int port) {
        return questions.entrySet().stream()
                .anyMatch(each ->
                        each.getValue().told() == null
                                && is(each.getKey().server(), addresses, port));
    }

    /**
     * Takes what a server said.
     *
     * @param readNanos before it was asked, in nanoseconds since 1970
     */
    void answer(Set<InetAddress> addresses, int port, List<Listed> processes, long readNanos) {
        questions.replaceAll((question, before) ->
                is(question.server(), addresses, port)
                        ? processes.stream()
                                .filter(process -> isOf(process, question.client()))
                                .findFirst()
                                .map(process -> answer(process, readNanos))
                                .orElse(before)
                        : before);
        questions.values().removeIf(answer -> answer.readNanos() < readNanos - QUESTION_NANOS_MAX);
        answers.incrementAndGet();
    }

    private static Answer answer(Listed process, long readNanos) {
        return new Answer(new Told(process.user(), process.schema()), readNanos);
    }

    private static boolean is(Endpoint server, Set<InetAddress> addresses, int port) {
        return server.port() == port && addresses.contains(literal(server.host()));
    }

    /** The server may name a client by its host's name. */
    private static boolean isOf(Listed process, Endpoint client) {
        int colon = process.host().lastIndexOf(':');
        if (!process.host().substring(colon + 1).equals(Integer.toString(client.port()))) {
            return false;
        }
        try {
            InetAddress[] named = InetAddress.getAllByName(process.host().substring(0, colon));
            return List.of(named).contains(literal(client.host()));
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }
}
