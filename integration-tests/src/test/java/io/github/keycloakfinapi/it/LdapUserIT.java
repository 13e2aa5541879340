package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Directories;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Users that a company has in its directory: those whom an operator has made finAPI's are users like any other, the rest
 * is out of reach.
 */
@WithKeycloak
final class LdapUserIT {

    @RegisterExtension
    private static final Directories DIRECTORIES = new Directories();

    @ParameterizedTest
    @EnumSource
    void logsInWithThePasswordOfTheDirectory(EditMode mode) {
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();

        var token = realm.finapi().userToken(user);

        assertThat(realm.finapi().user(token).expect(200).text("id")).isEqualTo(user.id());
        assertThat(realm.finapi().user(token).text("email")).isEqualTo(user.id() + "@example.org");
        assertThatError(realm.finapi().requestUserToken(user.withSecret("wrong password")))
                .isRefusedLogin();
    }

    /** An employee's password is not guessed by way of finAPI, nor locked, nor told from one that does not exist. */
    @Test
    void withoutTheRoleNoLoginReachesTheDirectory() {
        var realm = DIRECTORIES.writable();
        var employee = realm.employee();
        var known = realm.employee();
        realm.admin().idOf(known.id());
        var nobody = new Credentials(FinApi.randomId(), "wrong password");
        var toNobody = errorsOf(realm.finapi().requestUserToken(nobody).expect(400));

        for (var each : List.of(employee, known, known.withSecret("wrong password"))) {
            var answer = realm.finapi().requestUserToken(each);

            assertThatError(answer).isRefusedLogin();
            assertThat(errorsOf(answer)).isEqualTo(toNobody);
            assertThat(realm.ldap().logins(each.id())).isZero();
        }
    }

    @Test
    void withoutTheRoleThereIsNoSuchUser() {
        var realm = DIRECTORIES.writable();
        var finapi = realm.finapi();
        var employee = realm.employee();
        var id = employee.id();

        assertThatError(finapi.verificationStatus(id)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.verify(id)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.requestPasswordChange(id)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.executePasswordChange(employee.withSecret("open sesame"), FinApi.randomId()))
                .isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.deleteUnverified(id)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThat(realm.ldap().accepts(id, employee.secret())).isTrue();
    }

    @Test
    void withoutTheRoleATokenOfKeycloaksOwnOpensNothing() {
        var realm = DIRECTORIES.writable();
        var finapi = realm.finapi();
        var employee = realm.employee();
        var token = finapi.standardToken(
                        Map.of("grant_type", "password", "username", employee.id(), "password", employee.secret()))
                .expect(200)
                .text("access_token");

        assertThatError(finapi.user(token)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.edit(token, Map.of("email", "other@example.org")))
                .isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.delete(token)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThat(realm.ldap().email(employee.id())).isEqualTo(employee.id() + "@example.org");
    }

    @Test
    void whoLosesTheRoleIsOutOfReachAtOnce() {
        var realm = DIRECTORIES.writable();
        var finapi = realm.finapi();
        var user = realm.adopted();
        var token = finapi.userToken(user);
        var logins = realm.ldap().logins(user.id());

        realm.abandon(user);

        assertThatError(finapi.user(token)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.requestUserToken(user)).isRefusedLogin();
        assertThatError(finapi.requestPasswordChange(user.id())).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThat(realm.ldap().logins(user.id())).isEqualTo(logins);
    }

    @Test
    void aGroupOfTheDirectoryGivesTheRole() {
        try (var realm = DIRECTORIES.another(LdapProvider.in(EditMode.READ_ONLY))) {
            LdapProvider.mapGroupsToRoles(realm.admin(), realm.provider());
            var member = realm.employee();
            var other = realm.employee();
            realm.ldap().addGroup(Operator.USER_ROLE, member.id());

            var token = realm.finapi().userToken(member);

            assertThat(realm.finapi().user(token).expect(200).text("id")).isEqualTo(member.id());
            assertThat(realm.finapi().verificationStatus(member.id()).status()).isEqualTo(200);
            assertThatError(realm.finapi().requestUserToken(other)).isRefusedLogin();
            assertThatError(realm.finapi().verificationStatus(other.id())).isEnvelope(404, "UNKNOWN_ENTITY");
            assertThat(realm.ldap().logins(other.id())).isZero();
        }
    }

    @Test
    void theDefaultRoleGivesTheRole() {
        try (var realm = DIRECTORIES.another(LdapProvider.in(EditMode.READ_ONLY))) {
            realm.adoptAll();
            var user = realm.employee();

            var token = realm.finapi().userToken(user);

            assertThat(realm.finapi().user(token).expect(200).text("id")).isEqualTo(user.id());
        }
    }

    /** What Keycloak remembers is as good: a directory far away would make every call slow. */
    @Test
    void whoIsKnownIsReadWithoutTheDirectory() {
        var realm = DIRECTORIES.readOnly();
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
        var realm = DIRECTORIES.in(mode);
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
        var realm = DIRECTORIES.in(mode);
        var user = realm.adopted();
        realm.unverify(user);
        assertThatError(realm.finapi().requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");

        assertThat(realm.finapi().verify(user.id()).status()).isEqualTo(200);

        assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
    }
}
