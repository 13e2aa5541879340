package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Directories;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users of a directory of whom Keycloak keeps no copy: what the directory has no place for is nowhere. */
@WithKeycloak
final class LdapUserWithoutCopyIT {

    @RegisterExtension
    private static final Directories DIRECTORIES = new Directories();

    private static final String NEW_PASSWORD = "open sesame";

    @Test
    void withoutACopyAWritableDirectoryHasTheNewPassword() {
        var realm = DIRECTORIES.withoutCopies(EditMode.WRITABLE);
        var user = realm.employee();
        var changed = user.withSecret(NEW_PASSWORD);
        var token = realm.change().tokenFor(user);

        assertThat(realm.finapi().executePasswordChange(changed, token).status())
                .isEqualTo(200);

        assertThat(realm.ldap().accepts(user.id(), NEW_PASSWORD)).isTrue();
        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
        assertThatError(realm.finapi().executePasswordChange(changed, token)).isEnvelope(403, "INVALID_TOKEN");
    }

    @Test
    void withoutACopyOnlyWhatTheDirectoryHasAPlaceForIsEdited() {
        var realm = DIRECTORIES.withoutCopies(EditMode.WRITABLE);
        var user = realm.employee();
        var token = realm.finapi().userToken(user);

        assertThatError(realm.finapi().edit(token, Map.of("phone", "030 1234")))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE");
        assertThatError(realm.finapi().edit(token, Map.of("email", "other@example.org", "phone", "030 1234")))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
        realm.finapi().edit(token, Map.of("email", "other@example.org")).expect(200);
        assertThat(realm.ldap().email(user.id())).isEqualTo("other@example.org");
    }

    @Test
    void withoutACopyNothingOfAReadOnlyUserIsChanged() {
        var realm = DIRECTORIES.withoutCopies(EditMode.READ_ONLY);
        var user = realm.employee();
        var token = realm.finapi().userToken(user);

        assertThatError(realm.finapi().edit(token, Map.of("email", "other@example.org")))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE");
        assertThatError(realm.change().attempt(user.withSecret(NEW_PASSWORD))).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
        assertThatError(realm.finapi().delete(token)).isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        assertThat(realm.finapi().user(token).status()).isEqualTo(200);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
    }

    /** Keycloak cannot disable them, which is how it locks. */
    @Test
    void withoutACopyWrongPasswordsLockAsWell() throws InterruptedException {
        var realm = DIRECTORIES.withoutCopies(EditMode.READ_ONLY);
        var user = realm.employee();
        for (var i = 0; i < FailedLogins.LIMIT; i++) {
            assertThatError(realm.finapi().requestUserToken(user.withSecret("wrong password")))
                    .isRefusedLogin();
            // It is counted in the background, and by whom is not said here.
            Thread.sleep(1_000);
        }

        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
    }
}
