package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operation;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those are told who are not known. Who that is: {@link WrongTokenIT}. */
@BothVersions
final class UnknownCallerIT {

    private final FinApi finapi;

    UnknownCallerIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "bEaReR"})
    void theSchemeOfTheKnownMayBeWrittenInAnyCase(String scheme) {
        var answer = finapi.users("POST")
                .header("Authorization", scheme + " " + finapi.clientToken())
                .json("{}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerTellsHowToBecomeKnownAndNotWhatWasSent(Operation operation) {
        var answer = operation.call(finapi).bearer("that-is-no-token").send();

        assertThatError(answer).isUnknownCaller("invalid_token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer + "").doesNotContain("that-is-no-token");
    }

    @Test
    void whoIsUnknownLearnsNothingAboutTheBody() {
        assertThatError(finapi.users("POST").json("{\"id\":").send()).isUnknownCaller("invalid_token");
        assertThatError(finapi.users("PATCH").json("{\"id\":").send()).isUnknownCaller("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "nobody", "1234567890123456789012345678901234567"})
    void whoIsUnknownLearnsNothingAboutAnId(String id) {
        var verify = finapi.call("POST", finapi.version().users() + "/verify/" + id);

        assertThatError(verify.send()).isUnknownCaller("invalid_token");
    }
}
