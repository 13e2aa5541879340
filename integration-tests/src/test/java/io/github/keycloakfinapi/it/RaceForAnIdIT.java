package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;

@BothVersions
final class RaceForAnIdIT {

    private static final int CALLERS = 20;

    private final FinApi finapi;

    RaceForAnIdIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
    }

    @RepeatedTest(3)
    void oneCallerGetsTheIdAndEveryOtherIsToldThatItExists() throws InterruptedException, ExecutionException {
        var id = FinApi.randomId();

        var answers = atTheSameTime(id);

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrderElementsOf(oneOf(201, 422));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .allSatisfy(answer -> assertThatError(answer).isEnvelope(422, "ENTITY_EXISTS"));
        var winner = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow();
        var user = new Credentials(id, winner.text("password"));
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    private static List<Integer> oneOf(int first, int others) {
        var statuses = new ArrayList<>(Collections.nCopies(CALLERS - 1, others));
        statuses.add(first);
        return statuses;
    }

    private List<Answer> atTheSameTime(String id) throws InterruptedException, ExecutionException {
        var token = finapi.clientToken();
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Answer>> calls = Stream.generate(() -> pool.submit(() -> {
                        start.await();
                        return finapi.users("POST")
                                .bearer(token)
                                .json(Json.of(Map.of("id", id)))
                                .send();
                    }))
                    .limit(CALLERS)
                    .toList();
            start.countDown();
            var answers = new ArrayList<Answer>();
            for (var call : calls) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
