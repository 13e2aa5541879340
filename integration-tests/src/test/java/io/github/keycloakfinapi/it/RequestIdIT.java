package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@BothVersions
final class RequestIdIT {

    private static final String HEADER = "X-Request-Id";
    private static final String GENERATED = "selfgen-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final FinApi finapi;

    RequestIdIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
    }

    enum Outcome {
        TOKEN(200) {
            @Override
            Call call(FinApi finapi) {
                return finapi.call("POST", finapi.version().token())
                        .form(Map.of(
                                "grant_type", "client_credentials",
                                "client_id", finapi.client().id(),
                                "client_secret", finapi.client().secret()));
            }
        },
        CREATED(201) {
            @Override
            Call call(FinApi finapi) {
                return finapi.users("POST").bearer(finapi.clientToken()).json("{}");
            }
        },
        BAD_REQUEST(400) {
            @Override
            Call call(FinApi finapi) {
                return finapi.users("POST").bearer(finapi.clientToken()).json("{");
            }
        },
        UNKNOWN_CALLER(401) {
            @Override
            Call call(FinApi finapi) {
                return finapi.users("GET");
            }
        },
        UNKNOWN_CLIENT(401) {
            @Override
            Call call(FinApi finapi) {
                return finapi.call("POST", finapi.version().token())
                        .form(Map.of(
                                "grant_type", "client_credentials", "client_id", "nobody", "client_secret", "wrong"));
            }
        },
        NOT_ALLOWED(403) {
            @Override
            Call call(FinApi finapi) {
                return finapi.users("GET").bearer(finapi.clientToken());
            }
        },
        UNKNOWN_PATH(404) {
            @Override
            Call call(FinApi finapi) {
                return finapi.call("GET", finapi.version().resources() + "/nothing");
            }
        },
        WRONG_VERB(405) {
            @Override
            Call call(FinApi finapi) {
                return finapi.users("PUT");
            }
        };

        final int status;

        Outcome(int status) {
            this.status = status;
        }

        abstract Call call(FinApi finapi);
    }

    @ParameterizedTest
    @EnumSource
    void theIdOfTheCallerComesBackWhateverHappens(Outcome outcome) {
        var answer = outcome.call(finapi).header(HEADER, "order 4711/ä").send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(outcome.status);
        assertThat(answer.headers().allValues(HEADER)).hasSize(1);
        assertThat(answer.header(HEADER)).startsWith("order 4711/");
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneAnIdIsMadeUp(Outcome outcome) {
        var answer = outcome.call(finapi).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(outcome.status);
        assertThat(answer.header(HEADER)).matches(GENERATED);
    }

    @Test
    void everyMadeUpIdIsAnother() {
        assertThat(finapi.requestClientToken().header(HEADER))
                .isNotEqualTo(finapi.requestClientToken().header(HEADER));
    }

    @Test
    void anIdMayHave255Characters() {
        var id = "x".repeat(255);

        var answer = Outcome.TOKEN.call(finapi).header(HEADER, id).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(HEADER)).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void aLongerIdIsABadRequest(Outcome outcome) {
        var answer = outcome.call(finapi).header(HEADER, "x".repeat(256)).send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThat(answer.header(HEADER)).isNotBlank();
    }
}
