package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Directories;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who is deleted is gone from the directory as well; whom the directory keeps nobody deletes. */
@WithKeycloak
final class DeleteLdapUserIT {

    @RegisterExtension
    private static final Directories DIRECTORIES = new Directories();

    @Test
    void whoIsDeletedIsGoneFromAWritableDirectory() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);

        assertThat(realm.finapi().delete(token).status()).isEqualTo(200);

        assertThat(realm.ldap().has(user.id())).isFalse();
        assertThatError(realm.finapi().user(token)).isUnknownCaller("invalid_token");
        assertThatError(realm.finapi().requestUserToken(user)).isRefusedLogin();
    }

    /** Keycloak would forget its copy, call that success, and make another one at the next login. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whomTheDirectoryKeepsNobodyDeletes(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        var id = realm.admin().idOf(user.id());
        var token = realm.finapi().userToken(user);

        assertThatError(realm.finapi().delete(token)).isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        assertThat(realm.finapi().user(token).status()).isEqualTo(200);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThat(realm.admin().idOf(user.id())).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whomTheDirectoryKeepsNobodyDeletesUnverified(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        realm.unverify(user);

        assertThatError(realm.finapi().deleteUnverified(user.id())).isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        var status = realm.finapi().verificationStatus(user.id()).expect(200);
        assertThat(status.json().path("isUserVerified").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whomTheDirectoryKeepsTheMandatorDoesNotDelete(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        var id = realm.admin().idOf(user.id());
        var other = realm.finapi().newUser();

        var answer = realm.mandator()
                .deleteUsers(List.of(user.id(), other.id(), realm.employee().id()))
                .expect(200);

        assertThat(answer.json().path("deletedUsers").valueStream())
                .extracting(JsonNode::asText)
                .containsExactly(other.id());
        assertThat(answer.json().path("nonDeletedUsers").valueStream())
                .extracting(JsonNode::asText)
                .containsExactly(user.id());
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThat(realm.admin().idOf(user.id())).isEqualTo(id);
        assertThat(realm.admin().get("/events?type=DELETE_ACCOUNT&user=" + id)).isEmpty();
        assertThat(realm.admin().get("/admin-events?operationTypes=DELETE&resourcePath=users/" + id))
                .isEmpty();
    }

    @Test
    void whomTheMandatorDeletesIsGoneFromAWritableDirectory() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();

        var answer = realm.mandator().deleteUsers(List.of(user.id())).expect(200);

        assertThat(answer.json().path("deletedUsers")).hasSize(1);
        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @Test
    void whoIsDeletedUnverifiedIsGoneFromAWritableDirectory() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        realm.unverify(user);

        assertThat(realm.finapi().deleteUnverified(user.id()).status()).isEqualTo(200);

        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @Test
    void whoHasLeftTheDirectoryIsNobody() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);
        var change = realm.change().tokenFor(user);
        realm.ldap().remove(user.id());

        assertThatError(realm.finapi().edit(token, Map.of("email", "other@example.org")))
                .isUnknownCaller("invalid_token");
        assertThatError(realm.finapi().requestUserToken(user)).isRefusedLogin();
        assertThatError(realm.finapi().executePasswordChange(user.withSecret("open sesame"), change))
                .isEnvelope(404, "UNKNOWN_ENTITY");
    }
}
