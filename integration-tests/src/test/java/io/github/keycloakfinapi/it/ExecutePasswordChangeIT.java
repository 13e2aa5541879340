package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class ExecutePasswordChangeIT {

    private final FinApi finapi;
    private final PasswordChange change;
    private final Version version;
    private final Admin admin;

    private Credentials user;
    private Credentials changed;

    ExecutePasswordChangeIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.change = FinApi.passwordChange(keycloak, finapi);
        this.version = version;
        this.admin = keycloak.admin();
    }

    @BeforeEach
    void createAUser() {
        user = finapi.newUser();
        changed = user.withSecret("open sesame");
    }

    @Test
    void theNewPasswordCountsAndTheOldDoesNot() {
        var answer = change.to(changed);

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
        assertThatError(finapi.requestUserToken(user)).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void theIdMayBeWrittenInAnyCase() {
        var token = change.tokenFor(user);

        var shouted = new Credentials(user.id().toUpperCase(Locale.ROOT), changed.secret());
        finapi.executePasswordChange(shouted, token).expect(200);

        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
    }

    @Test
    void everyTokenOfTheUserEndsAtEveryClient() {
        var clients = new Clients(admin);
        var other = finapi.as(clients.app());
        var stranger = finapi.as(clients.stranger());
        var here = finapi.requestUserToken(user);
        var there = other.requestUserToken(user);
        var elsewhere = stranger.standardToken(
                        Map.of("grant_type", "password", "username", user.id(), "password", user.secret()))
                .expect(200);

        change.to(changed).expect(200);

        for (var tokens : List.of(here, there)) {
            assertThatError(finapi.user(tokens.text("access_token"))).isUnknownCaller("invalid_token");
        }
        assertThatError(finapi.refresh(here.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
        assertThatError(other.refresh(there.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
        assertThat(stranger.standardToken(
                                Map.of("grant_type", "refresh_token", "refresh_token", elsewhere.text("refresh_token")))
                        .status())
                .isEqualTo(400);
    }

    /** Keycloak's listeners see guesses at it as they see those at a password. */
    @Test
    void aWrongTokenIsAnEvent() {
        finapi.executePasswordChange(changed, FinApi.randomId()).expect(403);

        var events = admin.get("/events?type=UPDATE_CREDENTIAL_ERROR&user=" + admin.idOf(user.id()));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.path("error").asText()).isEqualTo("invalid_token");
            assertThat(event.path("clientId").asText())
                    .isEqualTo(finapi.client().id());
        });
    }

    @Test
    void theTokensThatComeAfterItCount() {
        change.to(changed).expect(200);

        var tokens = finapi.requestUserToken(changed);

        assertThat(finapi.user(tokens.text("access_token")).status()).isEqualTo(200);
        assertThat(finapi.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    /** A client that asked for the token may leave it to another one to use it. */
    @Test
    void anotherClientMayExecuteIt() {
        var other = finapi.as(new Clients(admin).app());

        other.executePasswordChange(changed, change.tokenFor(user)).expect(200);

        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
    }

    @Test
    void anUnknownUserIsAnUnknownEntity() {
        var nobody = new Credentials("nobody", "open sesame");

        assertThatError(finapi.executePasswordChange(nobody, FinApi.randomId()))
                .isEnvelope(404, "UNKNOWN_ENTITY")
                .at("POST " + version.users() + "/executePasswordChange");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "password", "passwordChangeToken"})
    void everyFieldIsNeeded(String missing) {
        var form = new LinkedHashMap<String, Object>(
                Map.of("userId", user.id(), "password", "open sesame", "passwordChangeToken", FinApi.randomId()));
        form.remove(missing);
        assertThatError(finapi.executePasswordChange(form))
                .isEnvelope(400, "BAD_REQUEST")
                .names(missing);

        form.put(missing, null);
        assertThatError(finapi.executePasswordChange(form))
                .isEnvelope(400, "BAD_REQUEST")
                .names(missing);
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThatError(finapi.executePasswordChange(
                        Map.of("userId", "a".repeat(37), "password", "short", "passwordChangeToken", "ABC")))
                .isEnvelope(400, "BAD_REQUEST")
                .names("userId", "password", "passwordChangeToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11111111-2222-3333-4444-55555555555",
                "11111111-2222-3333-4444-5555555555555",
                "AAAAAAAA-2222-3333-4444-555555555555",
                "gggggggg-2222-3333-4444-555555555555"
            })
    void whatCannotBeATokenIsABadRequest(String token) {
        assertThatError(finapi.executePasswordChange(changed, token))
                .isEnvelope(400, "BAD_REQUEST")
                .names("passwordChangeToken");
    }

    @Test
    void theTokenOutlivesARequestThatWasBad() {
        var token = change.tokenFor(user);
        finapi.executePasswordChange(user.withSecret("short"), token).expect(400);

        assertThat(finapi.executePasswordChange(changed, token).status()).isEqualTo(200);
    }

    @Test
    void theChangeIsAnEvent() {
        change.to(changed).expect(200);

        assertThat(admin.get("/events?type=UPDATE_CREDENTIAL&user=" + admin.idOf(user.id())))
                .hasSize(1);
    }
}
