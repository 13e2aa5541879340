package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many logins of one id at the same moment, in every mode of Keycloak's brute-force detection: honest ones all get in, and
 * of guesses no more are evaluated than one after the other.
 */
@Tag("any-back-end")
final class ParallelLoginsIT {

    private static final int LIMIT = FailedLogins.LIMIT;

    /** The console's <em>Brute Force Mode</em>. */
    enum Mode {
        PERMANENTLY(LIMIT, Map.of("permanentLockout", true, "maxTemporaryLockouts", 0)),
        /** The second failure is one too many where it comes so soon that Keycloak takes it for an attack. */
        TEMPORARILY(2, Map.of("permanentLockout", false, "quickLoginCheckMilliSeconds", 60_000)),
        PERMANENTLY_AFTER_TEMPORARILY(
                2, Map.of("permanentLockout", true, "maxTemporaryLockouts", 1, "quickLoginCheckMilliSeconds", 60_000)),
        TEMPORARILY_BY_NUMBER(LIMIT, Map.of("permanentLockout", false, "quickLoginCheckMilliSeconds", 0)),
        PERMANENTLY_AFTER_TEMPORARILY_BY_NUMBER(
                LIMIT, Map.of("permanentLockout", true, "maxTemporaryLockouts", 1, "quickLoginCheckMilliSeconds", 0));

        private final int guesses;
        private final Map<String, ?> settings;

        Mode(int guesses, Map<String, ?> settings) {
            this.guesses = guesses;
            this.settings = settings;
        }
    }

    /** As Keycloak comes: of one user it lets in one login at a time and refuses the others. */
    @Nested
    @WithKeycloak
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class OnAServerThatLetsInOneAtATime extends Tests {
        OnAServerThatLetsInOneAtATime(KeycloakServer keycloak) {
            super(keycloak);
        }
    }

    /** The option switches off what Keycloak has against parallel guesses (CVE-2024-4629). */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class OnAServerThatLetsInAll extends Tests {
        OnAServerThatLetsInAll() {
            super(KeycloakServer.start(ServerOptions.development()
                    .argument("--spi-brute-force-protector--default-brute-force-detector"
                            + "--allow-concurrent-requests=true")));
        }

        @Override
        @AfterAll
        void removeTheRealms() {
            // They end with their server.
            keycloak.close();
        }
    }

    abstract static class Tests {
        final KeycloakServer keycloak;
        private final Map<Mode, OtherRealm> realms = new EnumMap<>(Mode.class);

        Tests(KeycloakServer keycloak) {
            this.keycloak = keycloak;
        }

        @ParameterizedTest
        @EnumSource
        void ofFiftyGuessesNoMoreAreEvaluatedThanLock(Mode mode) throws InterruptedException, ExecutionException {
            var realm = realm(mode);
            var user = realm.finapi().newUser();

            var answers = guesses(realm.finapi(), user, 50);

            assertThat(answers).extracting(Answer::status).isSubsetOf(400, 423, 503);
            assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> {
                assertThatError(answer).isEnvelope(503, "UNEXPECTED_ERROR");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            });
            assertThat(errors(realm.admin(), user, "invalid_user_credentials")).hasSizeBetween(1, mode.guesses);
            assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
        }

        @ParameterizedTest
        @EnumSource
        void twentyHonestLoginsAllGetIn(Mode mode) throws InterruptedException, ExecutionException {
            var realm = realm(mode);
            var user = realm.finapi().newUser();
            realm.finapi().requestUserToken(user.withSecret("wrong password")).expect(400);

            var answers = Race.of(IntStream.range(0, 20)
                    .mapToObj(n -> realm.finapi()
                            .tokenCall(
                                    Map.of("grant_type", "password", "username", user.id(), "password", user.secret())))
                    .toList());

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(errors(realm.admin(), user, "")).hasSize(1);
        }

        /** Whoever has no secret keeps nobody waiting. */
        @Test
        void unknownClientsDoNotWait() throws InterruptedException, ExecutionException {
            var realm = realm(Mode.PERMANENTLY);
            var user = realm.finapi().newUser();
            var stranger = realm.finapi().as(new Credentials("nobody", "nothing"));

            var answers = guesses(stranger, user, 200);

            assertThat(answers).extracting(Answer::status).containsOnly(401);
        }

        @ParameterizedTest
        @EnumSource
        void theRightPasswordComesTooLateOnceTheLastFailureIsAnswered(Mode mode) {
            var realm = realm(mode);
            for (var round = 0; round < 8; round++) {
                var user = realm.finapi().newUser();
                var wrong = user.withSecret("wrong password");
                for (var guess = 0; guess < mode.guesses; guess++) {
                    realm.finapi().requestUserToken(wrong).expect(400);
                }

                assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
            }
        }

        @ParameterizedTest
        @EnumSource
        void anUnknownIdIsToldTheSameAsAKnownOne(Mode mode) {
            var realm = realm(mode);
            var known = realm.finapi().newUser().withSecret("wrong password");
            var unknown = new Credentials(FinApi.randomId(), "wrong password");

            var toTheKnown = guesses(realm.finapi(), known);
            var toTheUnknown = guesses(realm.finapi(), unknown);

            assertThat(toTheKnown).extracting(Answer::status).contains(423);
            assertThat(toTheUnknown).zipSatisfy(toTheKnown, (one, other) -> {
                assertThat(one.status()).isEqualTo(other.status());
                assertThat(errorsOf(one)).isEqualTo(errorsOf(other));
            });
        }

        @ParameterizedTest
        @EnumSource
        void ofAnUnknownIdParallelGuessesAreToldTheSame(Mode mode) throws InterruptedException, ExecutionException {
            var realm = realm(mode);
            var answers = guesses(realm.finapi(), new Credentials(FinApi.randomId(), "wrong password"), 20);

            assertThat(answers).extracting(Answer::status).isSubsetOf(400, 423, 503);
            assertThat(answers).filteredOn(answer -> answer.status() == 400).hasSizeBetween(1, mode.guesses);
        }

        /** A login that is under way is no lock, and so none to be lifted. */
        @ParameterizedTest
        @EnumSource
        void aPasswordChangeDuringLoginsDoesNotEnableWhomAnOperatorDisabled(Mode mode)
                throws InterruptedException, ExecutionException {
            var realm = realm(mode);
            var user = realm.finapi().newUser();
            var change = new PasswordChange(
                    realm.finapi(),
                    FinApi.passwordChange(keycloak, realm.finapi()).key());
            var token = change.tokenFor(user);
            realm.admin().changeUser(user.id(), Map.of("enabled", false));

            var logins = IntStream.range(0, 8)
                    .mapToObj(n -> realm.finapi()
                            .tokenCall(Map.of(
                                    "grant_type", "password", "username", user.id(), "password", user.secret())));
            var execution = realm.finapi()
                    .call("POST", Version.V2.users() + "/executePasswordChange")
                    .bearer(realm.finapi().clientToken())
                    .json("{\"userId\":\"" + user.id() + "\",\"password\":\"open sesame\",\"passwordChangeToken\":\""
                            + token + "\"}");
            var answers = Race.of(Stream.concat(logins, Stream.of(execution)).toList());

            assertThat(answers.get(8).status()).isEqualTo(200);
            assertThat(realm.admin().user(user.id()).path("enabled").asBoolean())
                    .isFalse();
        }

        /** Each makes its keys anew, which takes longer than a test. */
        private OtherRealm realm(Mode mode) {
            return realms.computeIfAbsent(mode, each -> new OtherRealm(keycloak, Version.V2, each.settings));
        }

        @AfterAll
        void removeTheRealms() {
            realms.values().forEach(OtherRealm::close);
        }

        private static List<Answer> guesses(FinApi finapi, Credentials user) {
            return Stream.generate(() -> finapi.requestUserToken(user))
                    .limit(LIMIT + 2L)
                    .toList();
        }

        private static List<Answer> guesses(FinApi finapi, Credentials user, int number)
                throws InterruptedException, ExecutionException {
            return Race.of(IntStream.range(0, number)
                    .mapToObj(n -> finapi.tokenCall(
                            Map.of("grant_type", "password", "username", user.id(), "password", "guess " + n)))
                    .toList());
        }

        private static List<JsonNode> errors(Admin admin, Credentials user, String error) {
            return admin.get("/events?max=200&type=LOGIN_ERROR&user=" + admin.idOf(user.id()))
                    .valueStream()
                    .filter(event -> event.path("error").asText().contains(error))
                    .toList();
        }
    }
}
