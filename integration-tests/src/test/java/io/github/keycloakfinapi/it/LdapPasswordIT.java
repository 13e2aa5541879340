package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Directories;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Another password for a user of a directory: where the directory takes it, or else Keycloak, or nowhere. */
@WithKeycloak
final class LdapPasswordIT {

    @RegisterExtension
    private static final Directories DIRECTORIES = new Directories();

    private static final String NEW_PASSWORD = "open sesame";

    @Test
    void aWritableDirectoryHasTheNewPassword() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        var changed = user.withSecret(NEW_PASSWORD);
        var token = realm.finapi().userToken(user);

        assertThat(realm.change().to(changed).status()).isEqualTo(200);

        assertThat(realm.ldap().accepts(user.id(), NEW_PASSWORD)).isTrue();
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
        assertThatError(realm.finapi().requestUserToken(user)).isRefusedLogin();
        assertThatError(realm.finapi().user(token)).isUnknownCaller("invalid_token");
    }

    /** Keycloak would go on asking for its own. */
    @Test
    void aWritableDirectorysPasswordIsTheOnlyOne() {
        try (var realm = DIRECTORIES.another(LdapProvider.in(EditMode.UNSYNCED))) {
            var user = realm.adopted();
            realm.change().to(user.withSecret("kept by Keycloak")).expect(200);
            realm.reconnect(LdapProvider.in(EditMode.WRITABLE));

            assertThat(realm.change().to(user.withSecret(NEW_PASSWORD)).status())
                    .isEqualTo(200);

            assertThat(realm.ldap().accepts(user.id(), NEW_PASSWORD)).isTrue();
            assertThat(realm.finapi()
                            .requestUserToken(user.withSecret(NEW_PASSWORD))
                            .status())
                    .isEqualTo(200);
            assertThatError(realm.finapi().requestUserToken(user.withSecret("kept by Keycloak")))
                    .isRefusedLogin();
        }
    }

    @Test
    void aReadOnlyDirectoryKeepsItsPassword() {
        var realm = DIRECTORIES.readOnly();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);

        assertThatError(realm.change().attempt(user.withSecret(NEW_PASSWORD))).isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        assertThat(realm.finapi().user(token).status()).isEqualTo(200);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThatError(realm.finapi().requestUserToken(user.withSecret(NEW_PASSWORD)))
                .isRefusedLogin();
    }

    @Test
    void aReadOnlyDirectoryKeepsItsPasswordOfALockedUser() {
        var realm = DIRECTORIES.readOnly();
        var user = realm.adopted();
        new FailedLogins(realm.finapi(), realm.admin()).lock(user);

        assertThatError(realm.change().attempt(user.withSecret(NEW_PASSWORD))).isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
    }

    @Test
    void anUnsyncedDirectoryKeepsItsPasswordAndKeycloakHasTheNewOne() {
        var realm = DIRECTORIES.unsynced();
        var user = realm.adopted();
        var changed = user.withSecret(NEW_PASSWORD);

        assertThat(realm.change().to(changed).status()).isEqualTo(200);

        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
        assertThat(realm.passwordsInKeycloak(user)).hasSize(1);
        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
        assertThatError(realm.finapi().requestUserToken(user)).isRefusedLogin();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "READ_ONLY")
    void aChangeOfThePasswordUnlocks(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        var changed = user.withSecret(NEW_PASSWORD);
        new FailedLogins(realm.finapi(), realm.admin()).lock(user);

        realm.change().to(changed).expect(200);

        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "READ_ONLY")
    void aPasswordChangeTokenServesOnce(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        var token = realm.change().tokenFor(user);
        realm.finapi()
                .executePasswordChange(user.withSecret(NEW_PASSWORD), token)
                .expect(200);

        assertThatError(realm.finapi().executePasswordChange(user.withSecret("not this one"), token))
                .isEnvelope(403, "INVALID_TOKEN");

        assertThat(realm.finapi()
                        .requestUserToken(user.withSecret(NEW_PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "READ_ONLY")
    void aPasswordChangeTokenEndsWithANewerOne(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        var older = realm.change().tokenFor(user);
        var newer = realm.change().tokenFor(user);

        assertThatError(realm.finapi().executePasswordChange(user.withSecret("not this one"), older))
                .isEnvelope(403, "INVALID_TOKEN");

        assertThat(realm.finapi()
                        .executePasswordChange(user.withSecret(NEW_PASSWORD), newer)
                        .status())
                .isEqualTo(200);
    }

    /** The realm's policy, by Keycloak's default, is no matter of the directory's. */
    @Test
    void aPasswordThatTheRealmForbidsIsNotInTheDirectory() {
        var realm = DIRECTORIES.writable();
        realm.demand("length(12)");
        var user = realm.adopted();
        var token = realm.change().tokenFor(user);

        var refused = realm.finapi().executePasswordChange(user.withSecret("too short"), token);

        assertThatError(refused).isEnvelope(400, "BAD_REQUEST");
        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
        var good = user.withSecret("long enough for it");
        realm.finapi().executePasswordChange(good, token).expect(200);
        assertThat(realm.ldap().accepts(good.id(), good.secret())).isTrue();
    }

    @Test
    void aPasswordThatTheDirectoryRefusesIsNone() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        var token = realm.change().tokenFor(user);
        realm.ldap().refuse("userPassword");

        var refused = realm.finapi().executePasswordChange(user.withSecret(NEW_PASSWORD), token);

        // The directory has rules of its own for the value.
        assertThat(refused.status()).as("%s", refused).isIn(400, 422);
        realm.ldap().refuse(null);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        assertThat(realm.finapi()
                        .executePasswordChange(user.withSecret(NEW_PASSWORD), token)
                        .status())
                .isEqualTo(200);
    }
}
