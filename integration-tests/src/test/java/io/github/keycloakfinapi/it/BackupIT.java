package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A database is backed up while the server runs, and restored later: what exists again, and what callers notice. docs/cluster.md tells
 * operators the same.
 */
@EnabledIf("io.github.keycloakfinapi.it.server.Backend#runsContainers")
final class BackupIT {

    private static final String DECRYPTION_KEY = "finapi.data-decryption-key";
    private static final String OLD_KEY = "00112233445566778899aabbccddeeff";
    private static final String NEW_KEY = "ffeeddccbbaa99887766554433221100";
    private static final String NEW_SECRET = "6f9d2c1e-8a47-4b3c-9e5d-1f2a3b4c5d6e";

    private static Postgres postgres;
    private static KeycloakServer restored;
    private static Receiver receiver;
    private static Receiver receiverThatWasDown;
    private static FinApi finapi;

    private static Credentials kept;
    private static Credentials revokedSince;
    private static Credentials deletedBefore;
    private static Credentials deletedSince;
    private static Credentials createdSince;
    private static Credentials lockedSince;
    private static Credentials changedSince;
    private static Credentials loggedInSince;
    private static Credentials replacedSince;

    private static Answer tokensOfKept;
    private static Answer tokensRevokedBefore;
    private static Answer tokensRevokedSince;
    private static String tokenOfCreatedSince;
    private static String tokenOfLoggedInSince;
    private static String passwordChangeToken;

    @BeforeAll
    static void restoreAnEarlierPoint() {
        postgres = new Postgres();
        // Tokens are valid at the address where they were got, and the second server has another port.
        var options = postgres.of(ServerOptions.development().argument("--hostname=http://finapi.example"));
        try (var server = KeycloakServer.start(options)) {
            finapi = FinApi.of(server, Version.V2);
            receiver = new Receiver(server.testHost());
            receiverThatWasDown = new Receiver(server.testHost());
            new Clients(server.admin()).callBackAt(finapi.client(), receiver.url());
            new Clients(server.admin()).callBackAt(FinApi.mandatorAdmin(server), receiverThatWasDown.url());
            beforeTheBackup(server);
            postgres.backUp();
            sinceTheBackup();
            new Clients(server.admin())
                    .change(replacedSince, Map.of("secret", NEW_SECRET, "attributes", Map.of(DECRYPTION_KEY, NEW_KEY)));
            assertThat(finapi.as(replacedSince).requestClientToken().status()).isEqualTo(401);
        }
        postgres.restore();
        restored = KeycloakServer.start(options);
        finapi = FinApi.of(restored, Version.V2);
    }

    private static void beforeTheBackup(KeycloakServer server) {
        receiverThatWasDown.down();
        replacedSince = new Clients(server.admin()).app(Map.of(DECRYPTION_KEY, OLD_KEY));
        kept = finapi.newUser();
        revokedSince = finapi.newUser();
        deletedBefore = finapi.newUser();
        deletedSince = finapi.newUser();
        lockedSince = finapi.newUser();
        changedSince = finapi.newUser();
        loggedInSince = finapi.newUser();
        tokensOfKept = finapi.requestUserToken(kept).expect(200);
        tokensRevokedSince = finapi.requestUserToken(revokedSince).expect(200);
        tokensRevokedBefore = finapi.requestUserToken(changedSince).expect(200);
        revoke(tokensRevokedBefore);
        passwordChangeToken = FinApi.passwordChange(server, finapi).tokenFor(changedSince);
        finapi.delete(finapi.userToken(deletedBefore)).expect(200);
        Eventually.holds(() ->
                assertThat(postgres.sql("select count(*) from FINAPI_NOTICE")).isEqualToIgnoringWhitespace("1"));
    }

    private static void sinceTheBackup() {
        revoke(tokensRevokedSince);
        finapi.delete(finapi.userToken(deletedSince)).expect(200);
        createdSince = finapi.newUser();
        tokenOfCreatedSince = finapi.userToken(createdSince);
        tokenOfLoggedInSince = finapi.userToken(loggedInSince);
        changePassword().expect(200);
        IntStream.range(0, 3).forEach(i -> finapi.requestUserToken(lockedSince.withSecret("wrong")));
        Eventually.holds(
                () -> assertThat(finapi.requestUserToken(lockedSince).status()).isEqualTo(423));
        receiverThatWasDown.up();
        Eventually.holds(() -> {
            assertThat(receiver.userIds()).containsExactlyInAnyOrder(deletedBefore.id(), deletedSince.id());
            assertThat(receiverThatWasDown.userIds()).containsExactlyInAnyOrder(deletedBefore.id(), deletedSince.id());
        });
    }

    private static void revoke(Answer tokens) {
        finapi.revoke(Map.of("token", tokens.text("refresh_token"))).expect(200);
    }

    private static Answer changePassword() {
        return finapi.executePasswordChange(changedSince.withSecret("another password"), passwordChangeToken);
    }

    @AfterAll
    static void stop() {
        Closing.all(restored, postgres, receiver, receiverThatWasDown);
    }

    @Test
    void usersSessionsAndTokensAreThere() {
        assertThat(finapi.user(accessToken(tokensOfKept)).status()).isEqualTo(200);
        assertThat(finapi.refresh(tokensOfKept.text("refresh_token")).status()).isEqualTo(200);
        assertThat(finapi.requestUserToken(kept).status()).isEqualTo(200);
    }

    @Test
    void whatWasRevokedBeforeStaysSoAndWhatWasRevokedSinceIsValidAgain() {
        assertThat(finapi.user(accessToken(tokensRevokedBefore)).status()).isEqualTo(401);
        assertThat(finapi.user(accessToken(tokensRevokedSince)).status()).isEqualTo(200);
        assertThat(finapi.refresh(tokensRevokedSince.text("refresh_token")).status())
                .isEqualTo(200);
    }

    /** Which an operator does after a restore. */
    @Test
    void theRealmsNotBeforeEndsAllTokensAndLetsUsersLogIn() {
        setNotBefore(System.currentTimeMillis() / 1_000);
        try {
            for (var tokens : new Answer[] {tokensOfKept, tokensRevokedSince}) {
                assertThat(finapi.user(accessToken(tokens)).status()).isEqualTo(401);
                assertThat(finapi.refresh(tokens.text("refresh_token")).status())
                        .isEqualTo(400);
            }
            assertThat(finapi.user(finapi.userToken(kept)).status()).isEqualTo(200);
        } finally {
            setNotBefore(0);
        }
    }

    private static void setNotBefore(long epochSecond) {
        restored.admin().put("", Map.of("notBefore", epochSecond)).expect(204);
    }

    @Test
    void aUserWhoWasDeletedSinceIsThereAgainAndNobodyHearsOfIt() {
        assertThat(finapi.requestUserToken(deletedSince).status()).isEqualTo(200);
        assertThat(mandator().listed("userId=" + deletedSince.id())).containsExactly(deletedSince.id());
        assertThat(receiver.userIds()).containsOnlyOnce(deletedSince.id());
        assertThat(receiverThatWasDown.userIds()).containsOnlyOnce(deletedSince.id());
    }

    @Test
    void aUserWhoWasCreatedSinceIsGoneAndNobodyHearsOfIt() {
        assertThat(finapi.user(tokenOfCreatedSince).status()).isEqualTo(401);
        assertThat(finapi.requestUserToken(createdSince).status()).isEqualTo(400);
        assertThat(mandator().listed("userId=" + createdSince.id())).isEmpty();
        assertThat(receiver.userIds()).doesNotContain(createdSince.id());
    }

    private static FinApi mandator() {
        return finapi.as(FinApi.mandatorAdmin(restored));
    }

    @Test
    void aUserWhoLoggedInSinceLogsInAgain() {
        assertThat(finapi.user(tokenOfLoggedInSince).status()).isEqualTo(401);
        assertThat(finapi.user(finapi.userToken(loggedInSince)).status()).isEqualTo(200);
    }

    @Test
    void aUserWhoWasLockedSinceMayLogIn() {
        assertThat(finapi.requestUserToken(lockedSince).status()).isEqualTo(200);
    }

    @Test
    void aPasswordIsTheOldOneAgainAndTheTokenThatChangedItCanBeUsedOnceMore() {
        assertThat(finapi.requestUserToken(changedSince).status()).isEqualTo(200);
        assertThat(changePassword().status()).isEqualTo(200);
        assertThat(finapi.requestUserToken(changedSince).status()).isEqualTo(400);
    }

    @Test
    void aReplacedSecretOrKeyIsTheOldOneAgain() {
        assertThat(finapi.as(replacedSince.withSecret(NEW_SECRET))
                        .requestClientToken()
                        .status())
                .isEqualTo(401);
        assertThat(finapi.as(replacedSince).requestClientToken().status()).isEqualTo(200);
        assertThat(new Clients(restored.admin()).attributes(replacedSince)).containsEntry(DECRYPTION_KEY, OLD_KEY);
    }

    @Test
    void aNoticeThatWaitedIsSentAgainWithItsKey() {
        Eventually.holds(() -> assertThat(keys()).hasSize(2));

        assertThat(keys()).containsOnly(keys().get(0));
    }

    private static List<String> keys() {
        return receiverThatWasDown.calls().stream()
                .filter(call -> call.userId().equals(deletedBefore.id()))
                .map(Receiver.Call::key)
                .toList();
    }

    private static String accessToken(Answer tokens) {
        return tokens.text("access_token");
    }
}
