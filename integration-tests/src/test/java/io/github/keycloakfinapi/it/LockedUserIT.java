package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static io.github.keycloakfinapi.it.finapi.FailedLogins.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@BothVersions
final class LockedUserIT {

    private final FinApi finapi;
    private final PasswordChange change;
    private final FailedLogins failures;
    private final KeycloakServer keycloak;
    private final Admin admin;

    LockedUserIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.change = FinApi.passwordChange(keycloak, finapi);
        this.keycloak = keycloak;
        this.admin = keycloak.admin();
        this.failures = new FailedLogins(finapi, admin);
    }

    @Test
    void failuresInARowLockAUserWhateverThePasswordIsThen() {
        var user = finapi.newUser();

        assertThat(failures.of(user, LIMIT)).extracting(Answer::status).containsOnly(400);

        assertThatIsLocked(finapi.requestUserToken(user));
        assertThatIsLocked(finapi.requestUserToken(user.withSecret("wrong password")));
    }

    @Test
    void onePasswordLessDoesNotLock() {
        var user = finapi.newUser();

        failures.of(user, LIMIT - 1);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void aSuccessBetweenThemStartsTheCountAnew() {
        var user = finapi.newUser();

        failures.of(user, LIMIT - 1);
        finapi.requestUserToken(user).expect(200);
        failures.of(user, LIMIT - 1);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void theCaseOfTheIdDoesNotMatter() {
        var user = finapi.newUser();
        var shouted = new Credentials(user.id().toUpperCase(Locale.ROOT), user.secret());

        failures.of(user, LIMIT - 1);
        failures.of(shouted, 1);

        assertThatIsLocked(finapi.requestUserToken(user));
        assertThatIsLocked(finapi.requestUserToken(shouted));
    }

    /** Otherwise three wrong passwords would tell whether somebody has an account. */
    @Test
    void anIdThatDoesNotExistIsToldTheSame() {
        var known = finapi.newUser();
        var unknown = new Credentials(FinApi.randomId(), "wrong password");

        var toTheKnown = failures.of(known, LIMIT + 2);
        var toTheUnknown = failures.of(unknown, LIMIT + 2);

        assertThat(toTheKnown).extracting(Answer::status).containsExactly(400, 400, 400, 423, 423);
        assertThat(toTheUnknown).extracting(Answer::status).containsExactly(400, 400, 400, 423, 423);
        for (var i = 0; i < toTheKnown.size(); i++) {
            assertThat(errorsOf(toTheUnknown.get(i))).isEqualTo(errorsOf(toTheKnown.get(i)));
        }
        assertThatIsLocked(
                finapi.requestUserToken(new Credentials(unknown.id().toUpperCase(Locale.ROOT), "wrong password")));
    }

    /** Guesses at an id that did not exist are none at the user who has it later. */
    @Test
    void aNewUserIsNotLocked() {
        var user = new Credentials(FinApi.randomId(), "open sesame");
        failures.of(user, LIMIT + 1);

        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void everyClientOfTheMandatorSeesTheSameLock() {
        var other = finapi.as(new Clients(admin).app());
        var user = finapi.newUser();

        failures.lock(user);

        assertThatIsLocked(other.requestUserToken(user));
    }

    @Test
    void theLockEndsTheTokensThatTheUserHas() {
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user);

        failures.lock(user);

        assertThatError(finapi.user(tokens.text("access_token"))).isUnknownCaller("invalid_token");
        assertThatError(finapi.delete(tokens.text("access_token"))).isUnknownCaller("invalid_token");
        assertThatIsLocked(finapi.refresh(tokens.text("refresh_token")));
    }

    @Test
    void aChangeOfThePasswordUnlocksAndStartsTheCountAnew() {
        var user = finapi.newUser();
        var changed = user.withSecret("open sesame");
        var old = finapi.requestUserToken(user);
        failures.lock(user);

        change.to(changed).expect(200);

        assertThat(failures.of(changed, LIMIT - 1)).extracting(Answer::status).containsOnly(400);
        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
        assertThatError(finapi.user(old.text("access_token"))).isUnknownCaller("invalid_token");
        assertThatError(finapi.refresh(old.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void aChangeOfThePasswordStartsTheCountAnewBeforeTheLockToo() {
        var user = finapi.newUser();
        var changed = user.withSecret("open sesame");
        failures.of(user, LIMIT - 1);

        change.to(changed).expect(200);
        failures.of(changed, LIMIT - 1);

        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
    }

    @Test
    void aFailedChangeOfThePasswordDoesNotUnlock() {
        var user = finapi.newUser();
        failures.lock(user);

        finapi.executePasswordChange(user.withSecret("open sesame"), FinApi.randomId())
                .expect(403);
        finapi.requestPasswordChange(user.id()).expect(200);

        assertThatIsLocked(finapi.requestUserToken(user));
    }

    @Test
    void theConsoleShowsTheLockAndLiftsIt() {
        var user = finapi.newUser();
        failures.lock(user);
        var attacks = "/attack-detection/brute-force/users/" + admin.idOf(user.id());
        assertThat(admin.get(attacks).path("disabled").asBoolean()).isTrue();

        admin.delete(attacks).expect(204);
        admin.changeUser(user.id(), Map.of("enabled", true));

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void whomAnOperatorDisabledIsToldTheSameAsAWrongPassword() {
        var user = finapi.newUser();
        var wrong = finapi.requestUserToken(user.withSecret("wrong password"));
        admin.changeUser(user.id(), Map.of("enabled", false));

        var disabled = finapi.requestUserToken(user);

        assertThatError(disabled).isEnvelope(400, "BAD_REQUEST");
        assertThat(errorsOf(disabled)).isEqualTo(errorsOf(wrong));
    }

    /** What an operator has decided, no client takes back. */
    @Test
    void aChangeOfThePasswordDoesNotEnableWhomAnOperatorDisabled() {
        var user = finapi.newUser();
        var changed = user.withSecret("open sesame");
        var token = change.tokenFor(user);
        admin.changeUser(user.id(), Map.of("enabled", false));

        finapi.executePasswordChange(changed, token);

        assertThat(admin.user(user.id()).path("enabled").asBoolean()).isFalse();
        assertThatError(finapi.requestUserToken(changed)).isEnvelope(400, "BAD_REQUEST");
    }

    /** The failure that would lock the user is being evaluated when an operator decides. */
    @Test
    void norWhomAnOperatorDisabledDuringALogin() throws InterruptedException {
        var slowly = Map.of(
                "failureFactor", 1, "passwordPolicy", "hashAlgorithm(pbkdf2-sha512) and hashIterations(1000000)");
        try (var realm = new OtherRealm(keycloak, finapi.version(), slowly)) {
            var there = realm.finapi();
            var user = there.newUser();
            var change = new PasswordChange(there, this.change.key());
            var token = change.tokenFor(user);
            var login = CompletableFuture.supplyAsync(() -> there.requestUserToken(user.withSecret("wrong password")));
            Thread.sleep(300);
            realm.admin().changeUser(user.id(), Map.of("enabled", false));
            assertThat(login).isNotDone();
            login.join().expect(400);

            there.executePasswordChange(user.withSecret("open sesame"), token).expect(200);

            assertThat(realm.admin().user(user.id()).path("enabled").asBoolean())
                    .isFalse();
        }
    }

    /** Keycloak forgets failures after a while, and with them what is kept beside them. */
    @Test
    void anIdThatDoesNotExistIsLockedForGoodAsAUserIs() throws InterruptedException {
        var mixed = Map.of(
                "failureFactor", 1,
                "maxTemporaryLockouts", 1,
                "waitIncrementSeconds", 1,
                "maxFailureWaitSeconds", 1,
                "maxDeltaTimeSeconds", 3);
        try (var realm = new OtherRealm(keycloak, finapi.version(), mixed)) {
            var there = realm.finapi();
            var known = there.newUser().withSecret("wrong password");
            var unknown = new Credentials(FinApi.randomId(), "wrong password");
            for (var lock = 0; lock < 2; lock++) {
                there.requestUserToken(known).expect(400);
                there.requestUserToken(unknown).expect(400);
                Thread.sleep(1_500);
            }

            Thread.sleep(4_000);

            assertThatIsLocked(there.requestUserToken(known));
            assertThatIsLocked(there.requestUserToken(unknown));
        }
    }

    /** finAPI's word for "as often as you like"; Keycloak would lock at the first failure. */
    @Test
    void aRealmWithTheLimitZeroLocksNobody() {
        try (var realm = new OtherRealm(keycloak, finapi.version(), Map.of("failureFactor", 0))) {
            var there = realm.finapi();
            var user = there.newUser();
            for (var i = 0; i <= LIMIT; i++) {
                assertThatError(there.requestUserToken(user.withSecret("wrong password")))
                        .isEnvelope(400, "BAD_REQUEST");
                assertThatError(there.requestUserToken(new Credentials("nobody", "wrong password")))
                        .isEnvelope(400, "BAD_REQUEST");
            }

            assertThat(there.requestUserToken(user).status()).isEqualTo(200);
            assertThat(realm.admin().get("").path("bruteForceProtected").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void theLimitIsTheRealms() {
        try (var realm = new OtherRealm(keycloak, finapi.version(), Map.of("failureFactor", 1))) {
            var there = realm.finapi();
            var user = there.newUser();

            new FailedLogins(there, realm.admin()).of(user, 1);

            assertThatIsLocked(there.requestUserToken(user));
            there.requestUserToken(new Credentials("nobody", "wrong password")).expect(400);
            assertThatIsLocked(there.requestUserToken(new Credentials("nobody", "wrong password")));
        }
    }

    private void assertThatIsLocked(Answer answer) {
        assertThatError(answer)
                .isEnvelope(423, "LOCKED")
                .isDatedAs(finapi.version())
                .at("POST " + finapi.version().token());
    }
}
