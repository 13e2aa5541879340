package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every operation once, as it is meant to be called: what each supported version of Keycloak is tried with ({@code .ci/versions}). The
 * other tests have the rest.
 */
@BothVersions
final class MainPathIT {

    private static final Pattern FILE = Pattern.compile("\"(ui/[0-9a-f]{16}/app\\.js)\"");

    private final KeycloakServer keycloak;
    private final Version version;
    private final Clients clients;
    private final FinApi finapi;
    private final FinApi verifying;
    private final FinApi mandator;

    MainPathIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
        this.clients = new Clients(keycloak.admin());
        this.finapi = FinApi.of(keycloak, version);
        this.verifying = finapi.as(clients.appThatVerifies());
        this.mandator = finapi.as(FinApi.mandatorAdmin(keycloak));
    }

    @Test
    void theThreeSteps() {
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user);

        assertThatIsUserToken(tokens);
        assertThat(finapi.user(tokens.text("access_token")).expect(200).text("id"))
                .isEqualTo(user.id());
    }

    @Test
    void aTokenIsRefreshedAnsweredAgainAndRevoked() {
        var user = finapi.newUser();
        var first = finapi.requestUserToken(user).expect(200);

        var refreshed = finapi.refresh(first.text("refresh_token")).expect(200).text("access_token");
        var again = finapi.userToken(user);

        assertThat(again).isEqualTo(refreshed);
        assertThat(finapi.clientToken()).isEqualTo(finapi.clientToken());
        finapi.revoke(Map.of("token", again, "token_type_hint", "access_token")).expect(200);
        assertThatError(finapi.user(again)).isUnknownCaller("invalid_token");
    }

    @Test
    void aUserIsEditedAndDeleted() {
        var user = finapi.newUserWith(FinApi.randomId() + "@example.org", "112");
        var token = finapi.userToken(user);

        assertThat(finapi.edit(token, Map.of("phone", "+49 89 113")).expect(200).text("phone"))
                .isEqualTo("+49 89 113");
        assertThat(finapi.user(token).expect(200).text("phone")).isEqualTo("+49 89 113");
        finapi.delete(token).expect(200);

        assertThatError(finapi.requestUserToken(user)).isRefusedLogin();
    }

    @Test
    void aUserIsVerified() {
        var user = verifying.newUser();
        assertThatError(verifying.requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");

        verifying.verify(user.id()).expect(200);

        assertThat(verifying
                        .verificationStatus(user.id())
                        .expect(200)
                        .json()
                        .path("isUserVerified")
                        .asBoolean())
                .isTrue();
        assertThat(verifying.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void anUnverifiedUserIsDeleted() {
        var user = verifying.newUser();

        verifying.deleteUnverified(user.id()).expect(200);

        assertThat(keycloak.admin().idIfExists(user.id())).isEmpty();
    }

    @Test
    void aUserIsLockedAndLetInByAnotherPassword() {
        var user = finapi.newUser();
        new FailedLogins(finapi, keycloak.admin()).lock(user);
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(423);
        var changed = user.withSecret("open sesame");

        FinApi.passwordChange(keycloak, finapi).to(changed).expect(200);

        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
    }

    @Test
    void aClientReadsAndChangesItsConfiguration() {
        var client = finapi.as(clients.app());

        client.editConfiguration(Map.of("userAccessTokensValidityPeriod", 600)).expect(200);

        assertThat(client.configuration()
                        .expect(200)
                        .json()
                        .path("userAccessTokensValidityPeriod")
                        .asInt())
                .isEqualTo(600);
        assertThat(client.requestUserToken(finapi.newUser())
                        .json()
                        .path("expires_in")
                        .asInt())
                .isBetween(590, 600);
    }

    @Test
    void theMandatorListsAndDeletesUsers() {
        var user = finapi.newUser();
        finapi.userToken(user);
        assertThat(mandator.listed("userId=" + user.id())).containsExactly(user.id());

        mandator.deleteUsers(List.of(user.id())).expect(200);

        assertThat(mandator.listed("userId=" + user.id() + "&isDeleted=false")).isEmpty();
        assertThatError(finapi.requestUserToken(user)).isRefusedLogin();
    }

    @Test
    void theMandatorGivesAClientAnotherSecret() {
        var client = clients.app();
        var changed = client.withSecret(UUID.randomUUID().toString());

        mandator.changeSecret(client, changed.secret()).expect(200);

        assertThatError(finapi.as(client).requestClientToken()).isUnknownCaller("invalid_client");
        assertThat(finapi.as(changed).requestClientToken().status()).isEqualTo(200);
    }

    @Test
    void theMandatorSwitchesTheVersion() {
        try (var realm = new OtherRealm(keycloak, version)) {
            realm.mandator().switchTo(Version.V2).expect(200);

            assertThat(realm.finapi().in(Version.V2).create("{}").status()).isEqualTo(201);
            assertThatError(realm.finapi()
                            .in(Version.V1)
                            .users("POST")
                            .bearer(realm.finapi().in(Version.V2).clientToken())
                            .json("{}")
                            .send())
                    .isEnvelope(403, "UNAUTHORIZED_ACCESS");
        }
    }

    /** At once or, on Keycloak 26.4, some seconds later. */
    @Test
    void whoLeavesAGroupOfFinapisUsersIsListedNoMore() {
        try (var realm = new OtherRealm(keycloak, version)) {
            var operator = new Operator(realm.admin());
            var group = operator.groupWithRole();
            var id = operator.employee("first");
            operator.join(id, group);
            assertThat(realm.mandator().listed("")).containsExactly("first");

            operator.leave(id, group);

            Eventually.holds(() -> assertThat(realm.mandator().listed("")).isEmpty());
        }
    }

    @Test
    void anybodyReadsTheSpecificationAndThePage() {
        for (var file : List.of("/openapi.yaml", "/openapi.json")) {
            finapi.call("GET", version.resources() + file).send().expect(200);
        }
        finapi.call("GET", "/api").send().expect(200);
        var page = finapi.call("GET", "/api/ui").send().expect(200).body();
        var file = FILE.matcher(page);
        assertThat(file.find()).as(page).isTrue();
        finapi.call("GET", "/api/" + file.group(1)).send().expect(200);
    }
}
