package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class DeleteUserIT {

    private final FinApi finapi;
    private final Version version;
    private final KeycloakServer keycloak;
    private final Admin admin;

    DeleteUserIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.keycloak = keycloak;
        this.admin = keycloak.admin();
    }

    @Test
    void aUserDeletesItself() {
        var user = finapi.newUser();

        assertThatIsEmpty(finapi.delete(finapi.userToken(user)));

        assertThatError(finapi.requestUserToken(user)).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void aPostMayStandForTheDelete() {
        var user = finapi.newUser();

        assertThatIsEmpty(finapi.users("POST")
                .header("X-HTTP-Method-Override", "DELETE")
                .bearer(finapi.userToken(user))
                .send());

        finapi.requestUserToken(user).expect(400);
    }

    /** Generated clients announce JSON where they send nothing, and finAPI's v2 has headers about the bank's user. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "PSU-IP-Address", "PSU-Device-OS", "PSU-User-Agent"})
    void headersThatHaveNoPartInItDoNoHarm(String header) {
        assertThatIsEmpty(finapi.users("DELETE")
                .header(header, "application/json")
                .bearer(finapi.userToken(finapi.newUser()))
                .send());
    }

    @Test
    void everyTokenOfTheUserEndsAtEveryClient() {
        var user = finapi.newUser();
        var other = finapi.as(new Clients(admin).app());
        var here = finapi.requestUserToken(user);
        var there = other.requestUserToken(user);

        finapi.delete(here.text("access_token")).expect(200);

        for (var tokens : List.of(here, there)) {
            assertThatError(finapi.user(tokens.text("access_token"))).isUnknownCaller("invalid_token");
        }
        assertThatError(finapi.refresh(here.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
        assertThatError(other.refresh(there.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void theIdIsFreeAgainForAUserWithNothingOfTheOld() {
        var user = finapi.newUserWith("ali@example.org", "030 1234");
        finapi.delete(finapi.userToken(user)).expect(200);

        finapi.create(Map.of("id", user.id(), "password", "another one")).expect(201);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(400);
        var token = finapi.userToken(user.withSecret("another one"));
        assertThat(finapi.user(token).body()).doesNotContain("ali@example.org", "030 1234");
    }

    /** In a realm of its own: what one user leaves behind is not to be looked for among thousands. */
    @Test
    void nothingPersonalIsLeftInTheAdministration() {
        try (var realm = new OtherRealm(keycloak, version)) {
            var user = realm.finapi().newUserWith("ali.baba@example.org", "030 1234567");
            var token = realm.finapi().userToken(user);
            realm.finapi()
                    .edit(token, Map.of("email", "Open@Sesame.example", "phone", "0987 654321"))
                    .expect(200);
            realm.finapi().requestUserToken(user.withSecret("mistyped")).expect(400);
            realm.finapi().requestPasswordChange(user.id()).expect(200);
            var client = withOfflineSession(realm, user);
            var internalId = realm.admin().idOf(user.id());

            realm.finapi().delete(token).expect(200);

            for (var path : List.of("", "/credentials", "/sessions", "/offline-sessions/" + client)) {
                assertThat(realm.admin().find("/users/" + internalId + path).status())
                        .as(path)
                        .isEqualTo(404);
            }
            assertThat(realm.admin().get("/users?max=100").toString()).doesNotContain(user.id());
            assertThat(realm.admin().get("/client-session-stats")).isEmpty();
            assertThat(offlineSessions(realm, client)).isZero();
            assertThat(realm.admin().get("/admin-events?max=100").toString())
                    .doesNotContainIgnoringCase("ali.baba@example.org", "open@sesame.example");
            // Events name the email, as Keycloak's own do, until they expire.
            assertThat(realm.admin().get("/events?max=100") + " "
                            + realm.admin().get("/admin-events?max=100"))
                    .doesNotContain("030 1234567", "0987 654321");
        }
    }

    @Test
    void theDeletionIsAnEvent() {
        var user = finapi.newUser();
        var token = finapi.userToken(user);
        var internalId = admin.idOf(user.id());

        finapi.delete(token).expect(200);

        assertThat(admin.get("/events?type=DELETE_ACCOUNT&user=" + internalId)).hasSize(1);
    }

    @Test
    void aClientDeletesAUserWhoIsNotVerified() {
        var verifying = finapi.as(new Clients(admin).appThatVerifies());
        var user = verifying.newUser();

        assertThatIsEmpty(verifying.deleteUnverified(user.id()));

        assertThatError(verifying.verificationStatus(user.id())).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThat(verifying.create(Map.of("id", user.id())).status()).isEqualTo(201);
    }

    @Test
    void aClientDoesNotDeleteAVerifiedUser() {
        var user = finapi.newUser();

        assertThatError(finapi.deleteUnverified(user.id()))
                .isEnvelope(422, "USER_ALREADY_VERIFIED")
                .at("DELETE " + version.users() + "/" + user.id());
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void aClientCannotDeleteAUserWhoIsUnknown() {
        assertThatError(finapi.deleteUnverified("nobody")).isEnvelope(404, "UNKNOWN_ENTITY");
    }

    private static void assertThatIsEmpty(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    /** What an application of the same realm may have that is none of finAPI's. */
    private static String withOfflineSession(OtherRealm realm, Credentials user) {
        var clients = new Clients(realm.admin());
        var stranger = clients.stranger();
        clients.addScope(stranger, "optional", "offline_access");
        realm.finapi()
                .as(stranger)
                .standardToken(Map.of(
                        "grant_type",
                        "password",
                        "username",
                        user.id(),
                        "password",
                        user.secret(),
                        "scope",
                        "offline_access"))
                .expect(200);
        var client = clients.internalId(stranger);
        assertThat(offlineSessions(realm, client)).isEqualTo(1);
        return client;
    }

    private static int offlineSessions(OtherRealm realm, String client) {
        return realm.admin()
                .get("/clients/" + client + "/offline-session-count")
                .path("count")
                .asInt();
    }
}
