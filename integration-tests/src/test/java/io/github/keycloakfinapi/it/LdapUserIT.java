package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Users that a company has in its directory and an operator has made finAPI's. What the directory does not let Keycloak
 * do, no client does; and nothing is said to be done that is not.
 */
@WithKeycloak
final class LdapUserIT {

    private static final Map<EditMode, LdapRealm> REALMS = new EnumMap<>(EditMode.class);
    /** Keycloak keeps nothing of a user there that the directory does not. */
    private static final Map<EditMode, LdapRealm> WITHOUT_COPIES = new EnumMap<>(EditMode.class);

    private static final String NEW_PASSWORD = "open sesame";

    private static KeycloakServer keycloak;

    @BeforeAll
    static void connectADirectoryOfEveryKind(KeycloakServer shared) {
        keycloak = shared;
        for (var mode : EditMode.values()) {
            REALMS.put(mode, realm(LdapProvider.in(mode)));
        }
        for (var mode : List.of(EditMode.READ_ONLY, EditMode.WRITABLE)) {
            var realm = realm(LdapProvider.in(mode).withoutImport());
            // Nobody else could give it to them: Keycloak keeps no role of theirs.
            realm.adoptAll();
            WITHOUT_COPIES.put(mode, realm);
        }
    }

    @AfterAll
    static void removeThem() {
        for (var realms : List.of(REALMS, WITHOUT_COPIES)) {
            realms.values().forEach(LdapRealm::close);
            realms.clear();
        }
    }

    @AfterEach
    void forgetWhatATestHasDemanded() {
        writable().ldap().refuse(null);
        writable().demand("");
    }

    private static LdapRealm realm(LdapProvider provider) {
        return new LdapRealm(keycloak, Version.V2, provider);
    }

    private static LdapRealm realm(EditMode mode) {
        return REALMS.get(mode);
    }

    private static LdapRealm writable() {
        return realm(EditMode.WRITABLE);
    }

    private static LdapRealm readOnly() {
        return realm(EditMode.READ_ONLY);
    }

    private static LdapRealm unsynced() {
        return realm(EditMode.UNSYNCED);
    }

    // Who is one of finAPI's

    @ParameterizedTest
    @EnumSource
    void logsInWithThePasswordOfTheDirectory(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();

        var token = realm.finapi().userToken(user);

        assertThat(realm.finapi().user(token).expect(200).text("id")).isEqualTo(user.id());
        assertThat(realm.finapi().user(token).text("email")).isEqualTo(user.id() + "@example.org");
        assertThatIsRefused(realm.finapi().requestUserToken(user.withSecret("wrong password")));
    }

    /** An employee's password is not guessed by way of finAPI, nor locked, nor told from one that does not exist. */
    @Test
    void withoutTheRoleNoLoginReachesTheDirectory() {
        var realm = writable();
        var employee = realm.employee();
        var known = realm.employee();
        realm.admin().idOf(known.id());
        var nobody = new Credentials(FinApi.randomId(), "wrong password");
        var toNobody = errorsOf(realm.finapi().requestUserToken(nobody).expect(400));

        for (var each : List.of(employee, known, known.withSecret("wrong password"))) {
            var answer = realm.finapi().requestUserToken(each);

            assertThatIsRefused(answer);
            assertThat(errorsOf(answer)).isEqualTo(toNobody);
            assertThat(realm.ldap().logins(each.id())).isZero();
        }
    }

    @Test
    void withoutTheRoleThereIsNoSuchUser() {
        var realm = writable();
        var finapi = realm.finapi();
        var employee = realm.employee();
        var id = employee.id();

        assertThatIsUnknown(finapi.verificationStatus(id));
        assertThatIsUnknown(finapi.verify(id));
        assertThatIsUnknown(finapi.requestPasswordChange(id));
        assertThatIsUnknown(finapi.executePasswordChange(employee.withSecret(NEW_PASSWORD), FinApi.randomId()));
        assertThatIsUnknown(finapi.deleteUnverified(id));
        assertThat(realm.ldap().accepts(id, employee.secret())).isTrue();
    }

    @Test
    void withoutTheRoleATokenOfKeycloaksOwnOpensNothing() {
        var realm = writable();
        var finapi = realm.finapi();
        var employee = realm.employee();
        var token = finapi.standardToken(
                        Map.of("grant_type", "password", "username", employee.id(), "password", employee.secret()))
                .expect(200)
                .text("access_token");

        assertThatIsForbidden(finapi.user(token));
        assertThatIsForbidden(finapi.edit(token, Map.of("email", "other@example.org")));
        assertThatIsForbidden(finapi.delete(token));
        assertThat(realm.ldap().email(employee.id())).isEqualTo(employee.id() + "@example.org");
    }

    @Test
    void whoLosesTheRoleIsOutOfReachAtOnce() {
        var realm = writable();
        var finapi = realm.finapi();
        var user = realm.adopted();
        var token = finapi.userToken(user);
        var logins = realm.ldap().logins(user.id());

        realm.abandon(user);

        assertThatIsForbidden(finapi.user(token));
        assertThatIsRefused(finapi.requestUserToken(user));
        assertThatIsUnknown(finapi.requestPasswordChange(user.id()));
        assertThat(realm.ldap().logins(user.id())).isEqualTo(logins);
    }

    @Test
    void aGroupOfTheDirectoryGivesTheRole() {
        try (var realm = realm(LdapProvider.in(EditMode.READ_ONLY))) {
            LdapProvider.mapGroupsToRoles(realm.admin(), realm.provider());
            var member = realm.employee();
            var other = realm.employee();
            realm.ldap().addGroup(LdapRealm.USER_ROLE, member.id());

            var token = realm.finapi().userToken(member);

            assertThat(realm.finapi().user(token).expect(200).text("id")).isEqualTo(member.id());
            assertThat(realm.finapi().verificationStatus(member.id()).status()).isEqualTo(200);
            assertThatIsRefused(realm.finapi().requestUserToken(other));
            assertThatIsUnknown(realm.finapi().verificationStatus(other.id()));
            assertThat(realm.ldap().logins(other.id())).isZero();
        }
    }

    @Test
    void theDefaultRoleGivesTheRole() {
        try (var realm = realm(LdapProvider.in(EditMode.READ_ONLY))) {
            realm.adoptAll();
            var user = realm.employee();

            var token = realm.finapi().userToken(user);

            assertThat(realm.finapi().user(token).expect(200).text("id")).isEqualTo(user.id());
        }
    }

    /** What Keycloak remembers is as good: a directory far away would make every call slow. */
    @Test
    void whoIsKnownIsReadWithoutTheDirectory() {
        var realm = readOnly();
        var token = realm.finapi().userToken(realm.adopted());
        realm.finapi().user(token).expect(200);
        realm.finapi().user(token).expect(200);
        var requests = realm.ldap().requests();

        realm.finapi().user(token).expect(200);

        assertThat(realm.ldap().requests()).isEqualTo(requests);
    }

    @ParameterizedTest
    @EnumSource
    void wrongPasswordsLock(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();
        var failures = new FailedLogins(realm.finapi(), realm.admin());

        assertThat(failures.of(user, FailedLogins.LIMIT))
                .extracting(Answer::status)
                .containsOnly(400);

        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
    }

    @ParameterizedTest
    @EnumSource
    void aClientVerifiesThem(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();
        realm.unverify(user);
        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");

        assertThat(realm.finapi().verify(user.id()).status()).isEqualTo(200);

        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
    }

    // Their password

    @Test
    void aWritableDirectoryHasTheNewPassword() {
        var realm = writable();
        var user = realm.adopted();
        var changed = user.withSecret(NEW_PASSWORD);
        var token = realm.finapi().userToken(user);

        assertThat(realm.change().to(changed).status()).isEqualTo(200);

        assertThat(realm.ldap().accepts(user.id(), NEW_PASSWORD)).isTrue();
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
        assertThatIsRefused(realm.finapi().requestUserToken(user));
        assertThatError(realm.finapi().user(token)).isUnknownCaller("invalid_token");
    }

    /** Keycloak would go on asking for its own. */
    @Test
    void aWritableDirectorysPasswordIsTheOnlyOne() {
        try (var realm = realm(LdapProvider.in(EditMode.UNSYNCED))) {
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
            assertThatIsRefused(realm.finapi().requestUserToken(user.withSecret("kept by Keycloak")));
        }
    }

    @Test
    void aReadOnlyDirectoryKeepsItsPassword() {
        var realm = readOnly();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);

        assertThatIsNotAllowed(changePassword(realm, user.withSecret(NEW_PASSWORD)));

        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        assertThat(realm.finapi().user(token).status()).isEqualTo(200);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThatIsRefused(realm.finapi().requestUserToken(user.withSecret(NEW_PASSWORD)));
    }

    @Test
    void aReadOnlyDirectoryKeepsItsPasswordOfALockedUser() {
        var realm = readOnly();
        var user = realm.adopted();
        new FailedLogins(realm.finapi(), realm.admin()).lock(user);

        assertThatIsNotAllowed(changePassword(realm, user.withSecret(NEW_PASSWORD)));

        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
    }

    @Test
    void anUnsyncedDirectoryKeepsItsPasswordAndKeycloakHasTheNewOne() {
        var realm = unsynced();
        var user = realm.adopted();
        var changed = user.withSecret(NEW_PASSWORD);

        assertThat(realm.change().to(changed).status()).isEqualTo(200);

        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
        assertThat(realm.passwordsInKeycloak(user)).hasSize(1);
        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
        assertThatIsRefused(realm.finapi().requestUserToken(user));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "READ_ONLY")
    void aChangeOfThePasswordUnlocks(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();
        var changed = user.withSecret(NEW_PASSWORD);
        new FailedLogins(realm.finapi(), realm.admin()).lock(user);

        realm.change().to(changed).expect(200);

        assertThat(realm.finapi().requestUserToken(changed).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "READ_ONLY")
    void aPasswordChangeTokenServesOnce(EditMode mode) {
        var realm = realm(mode);
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
        var realm = realm(mode);
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
        var realm = writable();
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
        var realm = writable();
        var user = realm.adopted();
        var token = realm.change().tokenFor(user);
        realm.ldap().refuse("userPassword");

        assertThatIsNotTaken(realm.finapi().executePasswordChange(user.withSecret(NEW_PASSWORD), token));

        realm.ldap().refuse(null);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        assertThat(realm.finapi()
                        .executePasswordChange(user.withSecret(NEW_PASSWORD), token)
                        .status())
                .isEqualTo(200);
    }

    // What is known of them

    @Test
    void aWritableDirectoryHasTheNewEmail() {
        var realm = writable();
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
        var realm = realm(mode);
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
        var realm = unsynced();
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
        var realm = readOnly();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);
        var before = realm.finapi().user(token).expect(200).json();

        assertThatIsNotAllowed(realm.finapi().edit(token, Map.of(field, value.equals("true") ? (Object) true : value)));

        realm.forgetUsers();
        assertThat(realm.finapi().user(token).expect(200).json()).isEqualTo(before);
        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
    }

    /** Keycloak has stored it by the time the directory is asked. */
    @Test
    void anEmailThatTheDirectoryRefusesIsNowhere() {
        var realm = writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);
        var before = realm.finapi().user(token).expect(200).json();
        realm.ldap().refuse("mail");

        assertThatIsNotTaken(realm.finapi().edit(token, Map.of("email", "other@example.org", "phone", "030 1234")));

        realm.ldap().refuse(null);
        assertThat(realm.finapi().user(token).expect(200).json()).isEqualTo(before);
        realm.forgetUsers();
        assertThat(realm.finapi().user(token).expect(200).json()).isEqualTo(before);
        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
    }

    // Their end

    @Test
    void whoIsDeletedIsGoneFromAWritableDirectory() {
        var realm = writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);

        assertThat(realm.finapi().delete(token).status()).isEqualTo(200);

        assertThat(realm.ldap().has(user.id())).isFalse();
        assertThatError(realm.finapi().user(token)).isUnknownCaller("invalid_token");
        assertThatIsRefused(realm.finapi().requestUserToken(user));
    }

    /** Keycloak would forget its copy, call that success, and make another one at the next login. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whomTheDirectoryKeepsNobodyDeletes(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();
        var id = realm.admin().idOf(user.id());
        var token = realm.finapi().userToken(user);

        assertThatIsNotAllowed(realm.finapi().delete(token));

        assertThat(realm.finapi().user(token).status()).isEqualTo(200);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        assertThat(realm.admin().idOf(user.id())).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whomTheDirectoryKeepsNobodyDeletesUnverified(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();
        realm.unverify(user);

        assertThatIsNotAllowed(realm.finapi().deleteUnverified(user.id()));

        var status = realm.finapi().verificationStatus(user.id()).expect(200);
        assertThat(status.json().path("isUserVerified").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whomTheDirectoryKeepsTheMandatorDoesNotDelete(EditMode mode) {
        var realm = realm(mode);
        var user = realm.adopted();
        var id = realm.admin().idOf(user.id());
        var other = realm.finapi().newUser();

        var answer = mandatorDeletes(
                realm, List.of(user.id(), other.id(), realm.employee().id()));

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
        var realm = writable();
        var user = realm.adopted();

        var answer = mandatorDeletes(realm, List.of(user.id()));

        assertThat(answer.json().path("deletedUsers")).hasSize(1);
        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    private static Answer mandatorDeletes(LdapRealm realm, List<String> ids) {
        return realm.finapi()
                .as(FinApi.mandatorAdmin(keycloak))
                .deleteUsers(ids)
                .expect(200);
    }

    @Test
    void whoIsDeletedUnverifiedIsGoneFromAWritableDirectory() {
        var realm = writable();
        var user = realm.adopted();
        realm.unverify(user);

        assertThat(realm.finapi().deleteUnverified(user.id()).status()).isEqualTo(200);

        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @Test
    void whoHasLeftTheDirectoryIsNobody() {
        var realm = writable();
        var user = realm.adopted();
        var token = realm.finapi().userToken(user);
        var change = realm.change().tokenFor(user);
        realm.ldap().remove(user.id());

        assertThatError(realm.finapi().edit(token, Map.of("email", "other@example.org")))
                .isUnknownCaller("invalid_token");
        assertThatIsRefused(realm.finapi().requestUserToken(user));
        assertThatIsUnknown(realm.finapi().executePasswordChange(user.withSecret(NEW_PASSWORD), change));
    }

    // Where Keycloak makes no copies

    @Test
    void withoutACopyAWritableDirectoryHasTheNewPassword() {
        var realm = WITHOUT_COPIES.get(EditMode.WRITABLE);
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
        var realm = WITHOUT_COPIES.get(EditMode.WRITABLE);
        var user = realm.employee();
        var token = realm.finapi().userToken(user);

        assertThatIsNotAllowed(realm.finapi().edit(token, Map.of("phone", "030 1234")));
        assertThatIsNotAllowed(realm.finapi().edit(token, Map.of("email", "other@example.org", "phone", "030 1234")));

        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
        realm.finapi().edit(token, Map.of("email", "other@example.org")).expect(200);
        assertThat(realm.ldap().email(user.id())).isEqualTo("other@example.org");
    }

    @Test
    void withoutACopyNothingOfAReadOnlyUserIsChanged() {
        var realm = WITHOUT_COPIES.get(EditMode.READ_ONLY);
        var user = realm.employee();
        var token = realm.finapi().userToken(user);

        assertThatIsNotAllowed(realm.finapi().edit(token, Map.of("email", "other@example.org")));
        assertThatIsNotAllowed(changePassword(realm, user.withSecret(NEW_PASSWORD)));
        assertThatIsNotAllowed(realm.finapi().delete(token));

        assertThat(realm.finapi().user(token).status()).isEqualTo(200);
        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
    }

    /** Keycloak cannot disable them, which is how it locks. */
    @Test
    void withoutACopyWrongPasswordsLockAsWell() throws InterruptedException {
        var realm = WITHOUT_COPIES.get(EditMode.READ_ONLY);
        var user = realm.employee();
        for (var i = 0; i < FailedLogins.LIMIT; i++) {
            assertThatIsRefused(realm.finapi().requestUserToken(user.withSecret("wrong password")));
            // It is counted in the background, and by whom is not said here.
            Thread.sleep(1_000);
        }

        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(423, "LOCKED");
    }

    /** Both steps, or the first that is refused. */
    private static Answer changePassword(LdapRealm realm, Credentials changed) {
        var requested = realm.finapi().requestPasswordChange(changed.id());
        return requested.status() == 200
                ? realm.finapi()
                        .executePasswordChange(
                                changed, realm.change().key().decrypt(requested.text("passwordChangeToken")))
                : requested;
    }

    private static void assertThatIsRefused(Answer login) {
        assertThatError(login).isEnvelope(400, "BAD_REQUEST");
        assertThat(errorsOf(login).path(0).path("message").asText()).isEqualTo("Bad user credentials");
    }

    private static void assertThatIsUnknown(Answer answer) {
        assertThatError(answer).isEnvelope(404, "UNKNOWN_ENTITY");
    }

    private static void assertThatIsForbidden(Answer answer) {
        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }

    /** The directory has rules of its own for the value. */
    private static void assertThatIsNotTaken(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isIn(400, 422);
    }

    /** The directory takes no changes, whatever the value. */
    private static void assertThatIsNotAllowed(Answer answer) {
        assertThatError(answer).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
    }
}
