package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * New users where a company keeps its users in a directory: there, whole, or not at all. The directory takes part in no
 * transaction; what Keycloak has written there stays, whatever becomes of the rest.
 */
@WithKeycloak
final class LdapRegistrationIT {

    private static final LdapProvider WRITABLE = LdapProvider.in(EditMode.WRITABLE);

    private static LdapRealm realm;
    private static FinApi finapi;

    @BeforeAll
    static void connectADirectory(KeycloakServer keycloak) {
        realm = new LdapRealm(keycloak, Version.V2, WRITABLE);
        finapi = realm.finapi();
    }

    @AfterAll
    static void end() {
        Closing.all(realm);
    }

    @AfterEach
    void forgetWhatATestHasDemanded() {
        realm.ldap().refuse(null);
        realm.demand("");
        realm.admin().put("", Map.of("duplicateEmailsAllowed", true)).expect(204);
        realm.reconnect(WRITABLE);
    }

    @Test
    void aNewUserIsInTheDirectory() {
        var user = someone();

        finapi.create(form(user)).expect(201);

        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();
        assertThat(realm.ldap().email(user.id())).isEqualTo(email(user));
        assertThat(realm.passwordsInKeycloak(user)).isEmpty();
        var known = finapi.user(finapi.userToken(user)).expect(200);
        assertThat(known.text("email")).isEqualTo(email(user));
        assertThat(known.text("phone")).isEqualTo("030 1234");
    }

    @Test
    void aNewUserIsLikeAnyOther() {
        var user = someone();
        var changed = user.withSecret("long enough for it");
        finapi.create(form(user)).expect(201);

        realm.change().to(changed).expect(200);
        var token = finapi.userToken(changed);
        finapi.edit(token, Map.of("email", "other@example.org")).expect(200);

        assertThat(realm.ldap().accepts(user.id(), changed.secret())).isTrue();
        assertThat(realm.ldap().email(user.id())).isEqualTo("other@example.org");
        finapi.delete(token).expect(200);
        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @Test
    void anUnverifiedUserIsInTheDirectoryUntilAClientDeletesIt() {
        var verifying = finapi.as(new Clients(realm.admin()).appThatVerifies());
        var user = someone();
        verifying.create(form(user)).expect(201);
        assertThatError(verifying.requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");
        assertThat(realm.ldap().accepts(user.id(), user.secret())).isTrue();

        verifying.deleteUnverified(user.id()).expect(200);

        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    @Test
    void withoutSyncRegistrationsANewUserIsKeycloaks() {
        assertThatANewUserIsKeycloaks(WRITABLE.withoutRegistrations());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITABLE")
    void whereTheDirectoryTakesNobodyANewUserIsKeycloaks(EditMode mode) {
        assertThatANewUserIsKeycloaks(LdapProvider.in(mode));
    }

    private void assertThatANewUserIsKeycloaks(LdapProvider provider) {
        realm.reconnect(provider);
        var user = someone();
        var changed = user.withSecret("long enough for it");

        finapi.create(form(user)).expect(201);

        assertThat(realm.ldap().has(user.id())).isFalse();
        assertThat(realm.passwordsInKeycloak(user)).hasSize(1);
        realm.change().to(changed).expect(200);
        var token = finapi.userToken(changed);
        finapi.edit(token, Map.of("phone", "030 5678")).expect(200);
        finapi.delete(token).expect(200);
        assertThat(realm.admin().idIfExists(user.id())).isEmpty();
    }

    /** Also where Keycloak has never heard of the user. */
    @Test
    void anIdThatTheDirectoryHasIsTaken() {
        var employee = realm.employee();

        assertThatError(finapi.create(form(employee.withSecret("long enough for it"))))
                .isEnvelope(422, "ENTITY_EXISTS");

        assertThat(realm.ldap().accepts(employee.id(), employee.secret())).isTrue();
        assertThat(realm.ldap().email(employee.id())).isEqualTo(employee.id() + "@example.org");
    }

    /** The second is a rule that only a user can be held to, who must exist for it. */
    @ParameterizedTest
    @ValueSource(strings = {"length(12)", "notEmail"})
    void aPasswordThatTheRealmForbidsLeavesNothing(String policy) {
        realm.demand(policy);
        var user = someone();
        var form = Map.of("id", user.id(), "email", "a@b.example", "password", "a@b.example");

        assertThatError(finapi.create(form)).isEnvelope(400, "BAD_REQUEST");

        assertThatNothingIsLeftOf(user);
    }

    @Test
    void anEmailThatSomebodyHasLeavesNothing() {
        realm.admin().put("", Map.of("duplicateEmailsAllowed", false)).expect(204);
        var first = someone();
        finapi.create(form(first)).expect(201);
        var user = someone();
        var form = Map.of("id", user.id(), "password", user.secret(), "email", email(first));

        assertThatError(finapi.create(form)).isEnvelope(422, "ENTITY_EXISTS");

        assertThat(realm.ldap().has(user.id())).isFalse();
        assertThat(realm.admin().idIfExists(user.id())).isEmpty();
    }

    /** The one before Keycloak has stored the user, the other after it. */
    @ParameterizedTest
    @ValueSource(strings = {"userPassword", "mail"})
    void whatTheDirectoryRefusesLeavesNothing(String attribute) {
        var user = someone();
        realm.ldap().refuse(attribute);

        var refused = finapi.create(form(user));

        assertThat(refused.status()).as("%s", refused).isIn(400, 422);
        realm.ldap().refuse(null);
        assertThatNothingIsLeftOf(user);
    }

    @Test
    void aNewUserIsAnEventOfTheAdministration() {
        var user = someone();

        finapi.create(form(user)).expect(201);

        var path = "users/" + realm.admin().idOf(user.id());
        assertThat(realm.admin().get("/admin-events?resourcePath=" + path))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("resourceType").asText()).isEqualTo("USER");
                    assertThat(event.path("operationType").asText()).isEqualTo("CREATE");
                });
        finapi.delete(finapi.userToken(user)).expect(200);
    }

    @Test
    void whomTheDirectoryRefusesIsNotTold() {
        forgetEvents();
        realm.ldap().refuse("userPassword");

        finapi.create(form(someone())).expect(422);

        assertThat(told("/events", "type")).isEmpty();
        assertThat(told("/admin-events", "operationType")).isEmpty();
    }

    /** Listeners have been told of the user before the directory takes the rest, and are told of the end. */
    @Test
    void whomTheDirectoryRefusesAtTheEndIsToldToBeGone() {
        forgetEvents();
        realm.ldap().refuse("mail");

        finapi.create(form(someone())).expect(422);

        assertThat(told("/events", "type")).containsExactlyInAnyOrder("REGISTER", "DELETE_ACCOUNT");
        assertThat(told("/admin-events", "operationType")).containsExactlyInAnyOrder("CREATE", "DELETE");
        assertThat(realm.admin().get("/admin-events").findValuesAsText("resourcePath").stream()
                        .distinct())
                .hasSize(1);
        assertThat(realm.admin().get("/events").findValuesAsText("ipAddress")).hasSize(2);
    }

    private static void forgetEvents() {
        realm.admin().delete("/events").expect(204);
        realm.admin().delete("/admin-events").expect(204);
    }

    private static List<String> told(String events, String what) {
        return realm.admin().get(events).findValuesAsText(what);
    }

    /** Whoever comes second takes nothing away from the first. */
    @Test
    void ofManyAtTheSameMomentOneIsCreated() throws InterruptedException, ExecutionException {
        var user = someone();
        var token = finapi.clientToken();
        var passwords = IntStream.range(0, 8).mapToObj(n -> "password " + n).toList();

        var answers = Race.of(passwords.stream()
                .map(password -> finapi.users("POST").bearer(token).json(Json.of(form(user.withSecret(password)))))
                .toList());

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 422);
        var first = passwords.get(answers.stream().map(Answer::status).toList().indexOf(201));
        assertThat(realm.ldap().accepts(user.id(), first)).isTrue();
        realm.forgetUsers();
        assertThat(finapi.requestUserToken(user.withSecret(first)).status()).isEqualTo(200);
    }

    /** Keycloak would keep neither the role nor the phone number: the user would be nobody of finAPI's. */
    @Test
    void withoutCopiesNobodyIsCreatedWhoCouldNotBeKept() {
        realm.reconnect(WRITABLE.withoutImport());
        var user = someone();

        assertThatError(finapi.create(form(user))).isEnvelope(422, "ILLEGAL_ENTITY_STATE");

        assertThat(realm.ldap().has(user.id())).isFalse();
    }

    private static Credentials someone() {
        return new Credentials(FinApi.randomId(), "open sesame");
    }

    private static Map<String, String> form(Credentials user) {
        return Map.of("id", user.id(), "password", user.secret(), "email", email(user), "phone", "030 1234");
    }

    private static String email(Credentials user) {
        return user.id() + "@example.org";
    }

    private static void assertThatNothingIsLeftOf(Credentials user) {
        assertThat(realm.ldap().has(user.id())).isFalse();
        assertThat(realm.admin().idIfExists(user.id())).isEmpty();
        var good = user.withSecret("long enough for it");
        assertThat(finapi.create(form(good)).status()).isEqualTo(201);
        assertThat(finapi.requestUserToken(good).status()).isEqualTo(200);
    }
}
