package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While the database refuses connections or hangs, callers get 503, and nobody waits until it is back. */
@EnabledIf("io.github.keycloakfinapi.it.server.Backend#runsContainers")
final class DatabaseOutageIT {

    /** More than the server has worker threads. */
    private static final int CROWD = 100;

    private static Postgres postgres;
    private static KeycloakServer keycloak;
    private static FinApi finapi;

    private enum Outage {
        HANGING,
        AWAY;

        /** Ends the outage only after the work: a call that waited for the database would never return. */
        <T> T during(Callable<T> work) throws Exception {
            begin();
            try {
                return work.call();
            } finally {
                end();
                assertThat(Eventually.get(finapi::requestClientToken, answer -> answer.status() == 200)
                                .status())
                        .isEqualTo(200);
            }
        }

        private void begin() {
            if (this == HANGING) {
                postgres.hang();
            } else {
                postgres.goAway();
            }
        }

        private void end() {
            if (this == HANGING) {
                postgres.goOn();
            } else {
                postgres.comeBack();
            }
        }
    }

    /** Calls that need the database in different parts of Keycloak. */
    private enum Need {
        LOGIN {
            @Override
            Call call(Credentials user) {
                return login(user);
            }
        },
        LOGIN_OF_NOBODY {
            @Override
            Call call(Credentials user) {
                return login(new Credentials(FinApi.randomId(), "open sesame"));
            }
        },
        WRONG_PASSWORD {
            @Override
            Call call(Credentials user) {
                return login(user.withSecret("wrong"));
            }
        },
        REVOCATION {
            @Override
            Call call(Credentials user) {
                return finapi.call("POST", finapi.version().revoke())
                        .bearer(finapi.clientToken())
                        .form(Map.of("token", finapi.userToken(user)));
            }
        },
        CREATION {
            @Override
            Call call(Credentials user) {
                return creation();
            }
        },
        EDIT {
            @Override
            Call call(Credentials user) {
                return finapi.users("PATCH").bearer(finapi.userToken(user)).json("{\"phone\":\"+49 89 1\"}");
            }
        },
        DELETION {
            @Override
            Call call(Credentials user) {
                return finapi.users("DELETE").bearer(finapi.userToken(user));
            }
        },
        PASSWORD_CHANGE {
            @Override
            Call call(Credentials user) {
                return finapi.call("POST", finapi.version().users() + "/requestPasswordChange")
                        .bearer(finapi.clientToken())
                        .json(Json.of(Map.of("userId", user.id())));
            }
        },
        VERIFICATION {
            @Override
            Call call(Credentials user) {
                return finapi.call("POST", finapi.version().users() + "/verify/" + user.id())
                        .bearer(finapi.clientToken());
            }
        },
        CONFIGURATION {
            @Override
            Call call(Credentials user) {
                return finapi.editConfigurationCall(
                        "{\"userNotificationCallbackUrl\":\"https://app.example/notices\"}");
            }
        },
        CLIENT_SECRET {
            @Override
            Call call(Credentials user) {
                var client = new Clients(keycloak.admin()).app();
                return finapi.as(FinApi.mandatorAdmin(keycloak)).changeSecretCall(client, FinApi.randomId());
            }
        },
        DELETION_OF_MANY {
            @Override
            Call call(Credentials user) {
                return finapi.as(FinApi.mandatorAdmin(keycloak))
                        .mandatorAdminCall("deleteUsers", Map.of("userIds", List.of(user.id())));
            }
        },
        LIST {
            @Override
            Call call(Credentials user) {
                var admin = finapi.as(FinApi.mandatorAdmin(keycloak));
                return admin.call("GET", admin.version().mandatorAdmin() + "/getUserList")
                        .bearer(admin.clientToken());
            }
        };

        abstract Call call(Credentials user);

        private static Call login(Credentials user) {
            return finapi.tokenCall(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));
        }
    }

    @BeforeAll
    static void start() {
        postgres = new Postgres();
        keycloak = KeycloakServer.start(postgres.of(ServerOptions.development()));
        finapi = FinApi.of(keycloak, Version.V2);
        // An outage during the register's first round would leave the list unanswered for two minutes.
        finapi.as(FinApi.mandatorAdmin(keycloak)).userList("").expect(200);
    }

    @AfterAll
    static void end() {
        Closing.all(keycloak, postgres);
    }

    private static Call creation() {
        return finapi.users("POST")
                .bearer(finapi.clientToken())
                .json(Json.of(Map.of("id", FinApi.randomId(), "password", "open sesame")));
    }

    @ParameterizedTest
    @EnumSource
    void aCallGets503WhileTheDatabaseHangs(Need need) throws Exception {
        var call = need.call(finapi.newUser());

        require503(Outage.HANGING.during(call::send));
    }

    @ParameterizedTest
    @EnumSource
    void aCallGets503WhileTheDatabaseIsAway(Need need) throws Exception {
        var call = need.call(finapi.newUser());

        require503(Outage.AWAY.during(call::send));
    }

    @ParameterizedTest
    @EnumSource
    void moreCallsThanThreadsGet503(Outage outage) throws Exception {
        var creation = creation();
        var crowd = IntStream.range(0, CROWD).mapToObj(each -> creation).toList();

        outage.during(() -> Race.of(crowd)).forEach(DatabaseOutageIT::require503);
    }

    /** Which pages may read an answer is in the database. */
    @ParameterizedTest
    @EnumSource
    void aPageIsToldToComeAgain(Outage outage) throws Exception {
        var page = "https://app.example";
        var creation = creation().header("Origin", page);
        var preflight = finapi.users("OPTIONS").header("Origin", page).header("Access-Control-Request-Method", "POST");

        outage.during(() -> List.of(creation.send(), creation.send(), preflight.send()))
                .forEach(DatabaseOutageIT::require503);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPromisedBeforeHoldsAfterwardsAndNothingElseHappened(Outage outage) throws Exception {
        var before = finapi.newUser();
        var token = finapi.userToken(before);
        var creation = creation();

        require503(outage.during(creation::send));

        assertThat(finapi.user(token).status()).isEqualTo(200);
        assertThat(finapi.requestUserToken(before).status()).isEqualTo(200);
        assertThat(creation.send().status()).isEqualTo(201);
    }

    @Test
    void theLogSaysWhenItBeganAndWhenItEndedAndShowsNoStackTrace() throws Exception {
        var before = keycloak.log().length();

        Outage.HANGING.during(creation()::send);

        // Of all that is logged in between only what the call itself has caused.
        var ofCalls = Pattern.compile("\\[io\\.github\\.keycloakfinapi\\.(api|internals)");
        assertThat(keycloak.log().substring(before).lines().filter(ofCalls.asPredicate()))
                .satisfiesExactly(
                        line -> assertThat(line).contains("WARN", "The database does not answer"),
                        line -> assertThat(line).contains("INFO", "The database answers again"));
    }

    private static void require503(Answer answer) {
        assertThatError(answer).isEnvelope(503, "UNEXPECTED_ERROR");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
