package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@BothVersions
final class CreateUserRaceIT {

    private static final int CALLERS = 20;

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    CreateUserRaceIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.finapi = FinApi.of(keycloak, version);
    }

    @RepeatedTest(3)
    void oneCallerGetsTheIdAndEveryOtherIsToldThatItExists() throws InterruptedException, ExecutionException {
        var id = FinApi.randomId();

        var answers = atTheSameTime(finapi, () -> Map.of("id", id));

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

    /** Which is found out no earlier than at the commit. */
    @Test
    void oneCallerGetsTheAddressWhereTheRealmWantsItUnique() throws InterruptedException, ExecutionException {
        try (var unique = new OtherRealm(keycloak, finapi.version(), Map.of("duplicateEmailsAllowed", false))) {
            var answers = atTheSameTime(
                    unique.finapi(), () -> Map.of("id", FinApi.randomId(), "email", "ali.baba@example.org"));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrderElementsOf(oneOf(201, 422));
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 422)
                    .allSatisfy(answer -> assertThatError(answer).isEnvelope(422, "ENTITY_EXISTS"));
        }
    }

    private static List<Integer> oneOf(int first, int others) {
        var statuses = new ArrayList<>(Collections.nCopies(CALLERS - 1, others));
        statuses.add(first);
        return statuses;
    }

    private static List<Answer> atTheSameTime(FinApi finapi, Supplier<Map<String, ?>> user)
            throws InterruptedException, ExecutionException {
        var token = finapi.clientToken();
        return Race.of(Stream.generate(() -> finapi.users("POST").bearer(token).json(Json.of(user.get())))
                .limit(CALLERS)
                .toList());
    }
}
