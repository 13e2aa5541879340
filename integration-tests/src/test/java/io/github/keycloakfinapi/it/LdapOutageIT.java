package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A directory that is away for a while: whoever calls is told to come again, and finds all as it was. Nobody is taken for
 * one who does not exist, or who has a wrong password.
 */
@WithKeycloak
final class LdapOutageIT {

    private static LdapRealm realm;
    private static FinApi finapi;
    /** One that takes no changes, and whose groups are roles. */
    private static LdapRealm readOnly;
    /** One of whose users Keycloak keeps nothing. */
    private static LdapRealm withoutCopies;

    private static Credentials mandatorAdmin;

    /** What Keycloak knows of a user by heart: it does not ask the directory who that is, or it does. */
    private enum Memory {
        WARM,
        COLD
    }

    @BeforeAll
    static void connectDirectories(KeycloakServer keycloak) {
        realm = new LdapRealm(keycloak, Version.V2, LdapProvider.in(EditMode.WRITABLE));
        finapi = realm.finapi();
        mandatorAdmin = FinApi.mandatorAdmin(keycloak);
        readOnly = new LdapRealm(keycloak, Version.V2, LdapProvider.in(EditMode.READ_ONLY));
        LdapProvider.mapGroupsToRoles(readOnly.admin(), readOnly.provider());
        withoutCopies = new LdapRealm(
                keycloak, Version.V2, LdapProvider.in(EditMode.READ_ONLY).withoutImport());
        withoutCopies.adoptAll();
    }

    @AfterAll
    static void end() {
        Stream.of(realm, readOnly, withoutCopies).filter(Objects::nonNull).forEach(LdapRealm::close);
    }

    @ParameterizedTest
    @EnumSource
    void aLoginIsNeitherRefusedNorCounted(Memory memory) {
        var user = known(memory);
        realm.ldap().whileAway(() -> {
            for (var i = 0; i <= FailedLogins.LIMIT; i++) {
                assertThatIsToBeTriedLater(finapi.requestUserToken(user));
                assertThatIsToBeTriedLater(finapi.requestUserToken(user.withSecret("wrong password")));
            }
        });

        assertThat(new FailedLogins(finapi, realm.admin()).counted(user)).isZero();
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    /** It may be the id of somebody whom Keycloak has never heard of. */
    @Test
    void anIdThatKeycloakDoesNotKnowIsNeitherRefusedNorCounted() {
        var user = realm.employee();
        realm.ldap().whileAway(() -> {
            for (var i = 0; i <= FailedLogins.LIMIT; i++) {
                assertThatIsToBeTriedLater(finapi.requestUserToken(user));
            }
            assertThatIsToBeTriedLater(finapi.verificationStatus(user.id()));
            assertThatIsToBeTriedLater(finapi.requestPasswordChange(user.id()));
        });

        assertThatError(finapi.requestUserToken(user)).isEnvelope(400, "BAD_REQUEST");
        assertThatError(finapi.verificationStatus(user.id())).isEnvelope(404, "UNKNOWN_ENTITY");
    }

    /** Of whom the role is in the directory as well, nothing is known but that it was one. */
    @Test
    void aUserByAGroupOfTheDirectoryIsNotForgotten() {
        var user = readOnly.employee();
        readOnly.ldap().addGroup(Operator.USER_ROLE, user.id());
        var token = readOnly.finapi().userToken(user);
        readOnly.forgetUsers();

        readOnly.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(readOnly.finapi().requestUserToken(user));
            assertThatIsToBeTriedLater(readOnly.finapi().verificationStatus(user.id()));
            assertThatIsToBeTriedLater(readOnly.finapi().user(token));
        });

        assertThat(readOnly.finapi().user(token).status()).isEqualTo(200);
    }

    /** Keycloak keeps nothing of them. */
    @ParameterizedTest
    @EnumSource
    void aUserWithoutACopyIsNotForgotten(Memory memory) {
        var user = withoutCopies.employee();
        var tokens = withoutCopies.finapi().requestUserToken(user).expect(200);
        withoutCopies.finapi().user(tokens.text("access_token")).expect(200);
        if (memory == Memory.COLD) {
            withoutCopies.forgetUsers();
        }

        withoutCopies.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(withoutCopies.finapi().requestUserToken(user));
            if (memory == Memory.COLD) {
                assertThatIsToBeTriedLater(withoutCopies.finapi().user(tokens.text("access_token")));
                assertThatIsToBeTriedLater(withoutCopies.finapi().refresh(tokens.text("refresh_token")));
            }
        });

        assertThat(withoutCopies.finapi().user(tokens.text("access_token")).status())
                .isEqualTo(200);
        assertThat(withoutCopies.finapi().refresh(tokens.text("refresh_token")).status())
                .isEqualTo(200);
    }

    @Test
    void aTokenIsNotCalledInvalid() {
        var tokens = finapi.requestUserToken(realm.adopted()).expect(200);
        realm.forgetUsers();
        realm.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(finapi.user(tokens.text("access_token")));
            assertThatIsToBeTriedLater(finapi.refresh(tokens.text("refresh_token")));
        });

        assertThat(finapi.user(tokens.text("access_token")).status()).isEqualTo(200);
        assertThat(finapi.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aTokenThatIsInvalidIsCalledSo() {
        realm.ldap().whileAway(() -> {
            assertThatError(finapi.user("nonsense")).isUnknownCaller("invalid_token");
            assertThatError(finapi.refresh("nonsense")).isEnvelope(400, "BAD_REQUEST");
        });
    }

    @Test
    void whoIsKnownByHeartIsRead() {
        var token = finapi.userToken(known(Memory.WARM));
        finapi.user(token).expect(200);
        realm.ldap().whileAway(() -> {
            assertThat(finapi.user(token).status()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordStaysAsItIsAndItsTokenServesLater(Memory memory) {
        var user = known(Memory.WARM);
        var changed = user.withSecret("open sesame");
        var token = realm.change().tokenFor(user);
        remember(user, memory);
        realm.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(finapi.executePasswordChange(changed, token));
        });

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        finapi.executePasswordChange(changed, token).expect(200);
        assertThat(realm.ldap().accepts(user.id(), changed.secret())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsEdited(Memory memory) {
        var user = known(Memory.WARM);
        var token = finapi.userToken(user);
        var before = finapi.user(token).expect(200).json();
        remember(user, memory);
        realm.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(finapi.edit(token, Map.of("email", "other@example.org")));
            assertThatIsToBeTriedLater(finapi.edit(token, Map.of("phone", "030 1234")));
        });

        assertThat(finapi.user(token).expect(200).json()).isEqualTo(before);
        assertThat(realm.ldap().email(user.id())).isEqualTo(user.id() + "@example.org");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsDeleted(Memory memory) {
        var user = known(Memory.WARM);
        var token = finapi.userToken(user);
        remember(user, memory);
        realm.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(finapi.delete(token));
        });

        assertThat(finapi.user(token).status()).isEqualTo(200);
        assertThat(realm.ldap().has(user.id())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsDeletedUnverified(Memory memory) {
        var user = known(Memory.WARM);
        realm.unverify(user);
        remember(user, memory);
        realm.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(finapi.deleteUnverified(user.id()));
        });

        assertThat(finapi.deleteUnverified(user.id()).status()).isEqualTo(200);
        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyOfTheDirectoryIsDeletedByTheMandator(Memory memory) {
        var user = known(Memory.WARM);
        var mandator = finapi.as(mandatorAdmin);
        remember(user, memory);
        realm.ldap().whileAway(() -> {
            var answer = mandator.deleteUsers(List.of(user.id())).expect(200);
            assertThat(answer.json().path("deletedUsers")).isEmpty();
            assertThat(answer.json().path("nonDeletedUsers").path(0).asText()).isEqualTo(user.id());
        });

        assertThat(realm.ldap().has(user.id())).isTrue();
        assertThat(mandator.deleteUsers(List.of(user.id())).expect(200).json().path("deletedUsers"))
                .hasSize(1);
        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @Test
    void nobodyIsCreated() {
        var user = new Credentials(FinApi.randomId(), "open sesame");
        var form = Map.of("id", user.id(), "password", user.secret(), "email", "ali@example.org");
        realm.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(finapi.create(form));
        });

        assertThat(realm.ldap().has(user.id())).isFalse();
        finapi.create(form).expect(201);
        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
    }

    /** Who would be created could not be told from the employee when the directory is back. */
    @Test
    void theIdOfAnEmployeeIsNotGivenAway() {
        var employee = readOnly.employee();
        readOnly.ldap().whileAway(() -> {
            assertThatIsToBeTriedLater(
                    readOnly.finapi().create(Map.of("id", employee.id(), "password", "open sesame")));
        });

        assertThatError(readOnly.finapi().create(Map.of("id", employee.id(), "password", "open sesame")))
                .isEnvelope(422, "ENTITY_EXISTS");
    }

    @Test
    void whoIsNotOfTheDirectoryDoesNotNotice() {
        var user = readOnly.finapi().newUser();
        var other = readOnly.finapi().newUser();
        readOnly.ldap().whileAway(() -> {
            assertThat(readOnly.finapi().requestClientToken().status()).isEqualTo(200);
            var token = readOnly.finapi().userToken(user);
            assertThatError(readOnly.finapi().requestUserToken(user.withSecret("wrong password")))
                    .isEnvelope(400, "BAD_REQUEST");
            readOnly.finapi().edit(token, Map.of("email", "other@example.org")).expect(200);
            readOnly.change().to(user.withSecret("open sesame")).expect(200);
            var again = readOnly.finapi().userToken(user.withSecret("open sesame"));
            assertThat(readOnly.finapi().delete(again).status()).isEqualTo(200);
            assertThat(readOnly.finapi()
                            .as(mandatorAdmin)
                            .deleteUsers(List.of(other.id()))
                            .expect(200)
                            .json()
                            .path("deletedUsers"))
                    .hasSize(1);
        });
    }

    /** It takes the connection and answers nothing, as one does that is busy. */
    @ParameterizedTest
    @EnumSource
    void aDirectoryThatIsSilentIsAwayAsWell(Memory memory) {
        var user = known(memory);
        realm.ldap().whileSilent(() -> {
            assertThatIsToBeTriedLater(finapi.requestUserToken(user));
            assertThatIsToBeTriedLater(finapi.verificationStatus(FinApi.randomId()));
            assertThatIsToBeTriedLater(finapi.create(Map.of("id", FinApi.randomId(), "password", "open sesame")));
        });

        assertThat(new FailedLogins(finapi, realm.admin()).counted(user)).isZero();
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    private static Credentials known(Memory memory) {
        var user = realm.adopted();
        remember(user, memory);
        return user;
    }

    private static void remember(Credentials user, Memory memory) {
        realm.forgetUsers();
        if (memory == Memory.WARM) {
            // What a user was imported or changed by is not remembered: the next look is.
            finapi.verificationStatus(user.id()).expect(200);
            finapi.verificationStatus(user.id()).expect(200);
        }
    }

    private static void assertThatIsToBeTriedLater(Answer answer) {
        assertThatError(answer).isEnvelope(503, "UNEXPECTED_ERROR");
        assertThat(answer.header("Retry-After")).as("Retry-After").matches("[1-9]\\d*");
    }
}
