package io.github.spyhop.query.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import io.github.spyhop.testbed.process.FreePort;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import org.junit.jupiter.api.Test;

class StoreUnavailableTest {

    private final HttpProblem fault =
            HttpProblem.builder().withTitle("Internal Server Error").build();

    @Test
    void saysThatTheStoreIsAway() {
        String nobody =
                "mongodb://127.0.0.1:%d/?serverSelectionTimeoutMS=100".formatted(FreePort.any());
        try (MongoClient client = MongoClients.create(nobody)) {
            assertThatThrownBy(() -> client.listDatabaseNames().first())
                    .isInstanceOfSatisfying(
                            MongoTimeoutException.class,
                            away -> {
                                HttpProblem problem = answerTo(away);
                                assertThat(problem.getStatusCode()).isEqualTo(503);
                                assertThat(problem.getHeaders()).containsEntry("Retry-After", 5);
                                assertThat(problem.getDetail()).contains("MongoDB");
                            });
        }
    }

    @Test
    void saysSoToThoseWhoWaitedForAConnectionMeanwhile() {
        ServerId server = new ServerId(new ClusterId(), new ServerAddress());

        assertThat(answerTo(new MongoConnectionPoolClearedException(server, null)).getStatusCode())
                .isEqualTo(503);
    }

    @Test
    void leavesEverythingElseAsItIs() {
        assertThat(answerTo(new IllegalStateException("a fault"))).isSameAs(fault);
    }

    private HttpProblem answerTo(Throwable cause) {
        return new StoreUnavailable().apply(fault, ProblemContext.of(cause, "/api/v1/servers"));
    }
}
