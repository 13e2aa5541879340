package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation, and every kind of user whom it must not reach. */
@BothVersions
final class OutsiderIT {

    private final FinApi finapi;
    private final Admin admin;
    private final KeycloakServer keycloak;
    private final Outsider.Realm realm;

    OutsiderIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.admin = keycloak.admin();
        this.keycloak = keycloak;
        this.realm = new Outsider.Realm(finapi, admin);
    }

    @ParameterizedTest
    @EnumSource
    void isUnknownToEveryOperationThatTakesAnId(Outsider outsider) {
        var user = outsider.in(realm);
        var before = stateOf(user);
        var nobody = FinApi.randomId();

        assertThat(operationsOn(user.id())).zipSatisfy(operationsOn(nobody), (toTheOutsider, toNobody) -> {
            assertThatError(toTheOutsider).isEnvelope(404, "UNKNOWN_ENTITY");
            assertThat(errorsOf(toTheOutsider)).isEqualTo(errorsOf(toNobody));
        });
        assertThat(stateOf(user)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void isInNeitherListOfUsersToDelete(Outsider outsider) {
        var user = outsider.in(realm);
        var before = stateOf(user);

        var answer = finapi.as(FinApi.mandatorAdmin(keycloak))
                .deleteUsers(List.of(user.id(), FinApi.randomId()))
                .expect(200);

        assertThat(answer.json().path("deletedUsers")).isEmpty();
        assertThat(answer.json().path("nonDeletedUsers")).isEmpty();
        assertThat(stateOf(user)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheId(Outsider outsider) {
        var user = outsider.in(realm);

        assertThatError(finapi.create(Map.of("id", user.id()))).isEnvelope(422, "ENTITY_EXISTS");
    }

    /** Neither the right password nor a wrong one: the answers are those to an id that nobody has. */
    @ParameterizedTest
    @EnumSource
    void getsNoTokenAndIsNeverLocked(Outsider outsider) {
        var user = outsider.in(realm);
        var id = admin.idOf(user.id());
        var before = stateOf(user);
        var nobody = new Credentials(FinApi.randomId(), user.secret());

        var toTheOutsider = Stream.generate(() -> finapi.requestUserToken(user))
                .limit(FailedLogins.LIMIT + 2L)
                .toList();
        var toNobody = Stream.generate(() -> finapi.requestUserToken(nobody))
                .limit(FailedLogins.LIMIT + 2L)
                .toList();

        assertThat(toTheOutsider).zipSatisfy(toNobody, (one, other) -> {
            assertThat(one.status()).isEqualTo(other.status()).isIn(400, 423);
            assertThat(errorsOf(one)).isEqualTo(errorsOf(other));
        });
        assertThat(stateOf(user)).isEqualTo(before);
        assertThat(admin.get("/attack-detection/brute-force/users/" + id)
                        .path("numFailures")
                        .asInt())
                .isZero();
        assertThat(admin.get("/users/" + id + "/sessions")).isEmpty();
    }

    /** By Keycloak's own token endpoint a user of whatever kind gets tokens of an app client. */
    @ParameterizedTest
    @EnumSource
    void mayDoNothingWithATokenOfKeycloaksOwnEndpoint(Outsider outsider) {
        var user = outsider.in(realm);
        var tokens = finapi.standardToken(
                        Map.of("grant_type", "password", "username", user.id(), "password", user.secret()))
                .expect(200);
        var token = tokens.text("access_token");
        var before = stateOf(user);

        assertThatError(finapi.user(token)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.edit(token, Map.of("phone", "112"))).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.delete(token)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.refresh(tokens.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
        assertThat(finapi.revoke(Map.of("token", tokens.text("refresh_token"))).status())
                .isEqualTo(200);
        assertThat(stateOf(user)).isEqualTo(before);
        assertThat(finapi.standardToken(
                                Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")))
                        .status())
                .as("what finAPI's revocation does to the tokens of an outsider")
                .isEqualTo(200);
    }

    /** Whoever becomes an administrator takes tokens along that were got before. */
    @Test
    void mayDoNothingWithOlderTokensEither() {
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user).expect(200);

        realm.makeAdministrator(user);

        assertThatError(finapi.user(tokens.text("access_token"))).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.refresh(tokens.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void whoIsNoAdministratorAnyMoreIsBack() {
        var user = finapi.newUser();
        realm.unmark(user);
        finapi.verificationStatus(user.id()).expect(404);

        realm.mark(user);

        finapi.verificationStatus(user.id()).expect(200);
        finapi.requestUserToken(user).expect(200);
    }

    @Test
    void ofAnotherRealmIsUnknownHere() {
        try (var other = new OtherRealm(keycloak, finapi.version())) {
            var user = other.finapi().newUser();
            var token = other.finapi().userToken(user);

            assertThat(operationsOn(user.id()))
                    .allSatisfy(answer -> assertThatError(answer).isEnvelope(404, "UNKNOWN_ENTITY"));
            assertThat(finapi.as(FinApi.mandatorAdmin(keycloak))
                            .deleteUsers(List.of(user.id()))
                            .expect(200)
                            .json()
                            .path("deletedUsers"))
                    .isEmpty();
            assertThatError(finapi.requestUserToken(user)).isEnvelope(400, "BAD_REQUEST");
            assertThatError(finapi.user(token)).isUnknownCaller("invalid_token");
            assertThat(other.finapi().requestUserToken(user).status()).isEqualTo(200);
        }
    }

    private List<Answer> operationsOn(String id) {
        return List.of(
                finapi.verificationStatus(id),
                finapi.verify(id),
                finapi.deleteUnverified(id),
                finapi.requestPasswordChange(id),
                finapi.executePasswordChange(Map.of(
                        "userId",
                        id,
                        "password",
                        "open sesame",
                        "passwordChangeToken",
                        UUID.randomUUID().toString())));
    }

    private List<JsonNode> stateOf(Credentials user) {
        var path = "/users/" + admin.idOf(user.id());
        return List.of(admin.get(path), admin.get(path + "/credentials"), admin.get(path + "/role-mappings"));
    }
}
