package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Directories;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is known of a user of a directory is changed where it is kept, as a whole or not at all. */
@WithKeycloak
final class EditLdapUserIT {

    @RegisterExtension
    private static final Directories DIRECTORIES = new Directories();

    @Test
    void aWritableDirectoryHasTheNewEmail() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);

        var edited = realm.finapi().edit(token, Map.of("email", "other@example.org"));

        assertThat(edited.expect(200).text("email")).isEqualTo("other@example.org");
        assertThat(realm.ldap().email(user.id())).isEqualTo("other@example.org");
        realm.finapi().edit(token, Map.of("email", "")).expect(200);
        assertThat(realm.ldap().email(user.id())).isNull();
    }

    /** No mapper of the provider says where they would be in the directory. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "READ_ONLY")
    void keycloakKeepsWhatTheDirectoryHasNoPlaceFor(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var token = realm.finapi().userToken(realm.adopted());

        realm.finapi()
                .edit(token, Map.of("phone", "030 1234", "isAutoUpdateEnabled", true))
                .expect(200);

        realm.forgetUsers();
        var user = realm.finapi().user(token).expect(200);
        assertThat(user.text("phone")).isEqualTo("030 1234");
        assertThat(user.json().path("isAutoUpdateEnabled").asBoolean()).isTrue();
    }

    @Test
    void anUnsyncedDirectoryKeepsItsEmailAndKeycloakHasTheNewOne() {
        var realm = DIRECTORIES.unsynced();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);

        realm.finapi().edit(token, Map.of("email", "other@example.org")).expect(200);

        realm.forgetUsers();
        assertThat(realm.finapi().user(token).text("email")).isEqualTo("other@example.org");
        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
    }

    @ParameterizedTest
    @CsvSource({"email,other@example.org", "email,''", "phone,030 1234", "isAutoUpdateEnabled,true"})
    void nothingOfAReadOnlyUserIsEdited(String field, String value) {
        var realm = DIRECTORIES.readOnly();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);
        var before = realm.finapi().user(token).expect(200).json();

        assertThatError(realm.finapi().edit(token, Map.of(field, value.equals("true") ? (Object) true : value)))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        realm.forgetUsers();
        assertThat(realm.finapi().user(token).expect(200).json()).isEqualTo(before);
        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
    }

    /** Keycloak has stored it by the time the directory is asked. */
    @Test
    void anEmailThatTheDirectoryRefusesIsNowhere() {
        var realm = DIRECTORIES.writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);
        var before = realm.finapi().user(token).expect(200).json();
        realm.ldap().refuse("mail");

        var refused = realm.finapi().edit(token, Map.of("email", "other@example.org", "phone", "030 1234"));

        // The directory has rules of its own for the value.
        assertThat(refused.status()).as("%s", refused).isIn(400, 422);
        realm.ldap().refuse(null);
        assertThat(realm.finapi().user(token).expect(200).json()).isEqualTo(before);
        realm.forgetUsers();
        assertThat(realm.finapi().user(token).expect(200).json()).isEqualTo(before);
        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
    }
}
