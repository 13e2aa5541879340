package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mandator's clients learn of each user who is gone for good, and of nobody else. */
@WithKeycloak
final class CallbackIT {

    private static final String URL = "finapi.user-synchronization-callback-url";

    private final KeycloakServer keycloak;
    private Receiver receiver;
    private OtherRealm realm;
    private FinApi finapi;
    private Admin admin;
    private Clients clients;

    CallbackIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealmWithAReceiver() {
        receiver = new Receiver(keycloak.testHost());
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        admin = realm.admin();
        clients = new Clients(admin);
        clients.setAttribute(finapi.client(), URL, receiver.url());
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
        receiver.close();
    }

    @Test
    void aNoticeIsAPostOfFinapisBodyWithAKeyOfItsOwn() {
        clients.setAttribute(finapi.client(), URL, receiver.url() + "?token=abc%20d");

        finapi.delete(finapi.userToken(newUser("First.User"))).expect(200);

        awaitUsers("First.User");
        var call = receiver.calls().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.target()).isEqualTo("/callback?token=abc%20d");
        assertThat(Json.object(call.body()))
                .containsExactly(Map.entry("userId", "First.User"), Map.entry("event", "DELETED"));
        assertThat(call.headers().getFirst("Content-Type")).startsWith("application/json");
        assertThat(call.key()).matches("[0-9a-f-]{36}");
        assertThat(keycloak.log()).doesNotContain("abc%20d");
    }

    @Test
    void everyClientOfTheMandatorWithAUrlIsTold() {
        var others = new Receiver(keycloak.testHost());
        clients.setAttribute(FinApi.mandatorAdmin(keycloak), URL, others.url());
        clients.app(Map.of(URL, others.url()));
        clients.disable(clients.app(Map.of(URL, others.url())));
        clients.setAttribute(clients.withoutRole(), URL, others.url());
        finapi.create("{\"id\":\"first\"}").expect(201);

        admin.deleteUser("first");

        awaitUsers("first");
        Eventually.holds(() -> assertThat(others.userIds()).containsExactly("first", "first", "first"));
        assertThat(others.calls()).extracting(Receiver.Call::key).doesNotHaveDuplicates();
        others.close();
    }

    /** Whatever road it goes by, once. */
    @Nested
    final class ADeletion {

        @Test
        void byTheUser() {
            finapi.delete(finapi.userToken(newUser("first"))).expect(200);
            awaitOnly("first");
        }

        @Test
        void byTheApp() {
            var verifying = finapi.as(clients.appThatVerifies());
            verifying.create("{\"id\":\"Unverified\"}").expect(201);
            verifying.deleteUnverified("unverified").expect(200);
            awaitOnly("Unverified");
        }

        @Test
        void byTheMandator() {
            newUser("first");
            newUser("Second");
            finapi.as(FinApi.mandatorAdmin(keycloak))
                    .deleteUsers(List.of("FIRST", "second", "unknown"))
                    .expect(200);
            awaitOnly("first", "Second");
        }

        @Test
        void byAnOperator() {
            newUser("First");
            admin.deleteUser("first");
            awaitOnly("First");
        }

        @Test
        void ofAUserWhoIsOneByAGroup() {
            admin.post("/groups", Map.of("name", "customers")).expect(201);
            var group = admin.get("/groups").path(0).path("id").asText();
            admin.post("/groups/" + group + "/role-mappings/realm", List.of(admin.get("/roles/finapi-user")))
                    .expect(204);
            var id = employee("second");
            admin.put("/users/" + id + "/groups/" + group, Map.of()).expect(204);

            admin.deleteUser("second");

            awaitOnly("second");
        }

        @Test
        void ofAUserWhoIsUnknownToTheRegister() {
            admin.post(
                            "/partialImport",
                            Map.of(
                                    "ifResourceExists",
                                    "SKIP",
                                    "users",
                                    List.of(Map.of(
                                            "username",
                                            "imported",
                                            "enabled",
                                            true,
                                            "realmRoles",
                                            List.of("finapi-user")))))
                    .expect(200);
            admin.deleteUser("imported");
            awaitOnly("imported");
        }
    }

    /** An application must not purge a customer who lives. */
    @Nested
    final class NoDeletion {

        @Test
        void anEmployeeGoes() {
            employee("employee");
            admin.deleteUser("employee");
            assertThatNobodyWasTold();
        }

        @Test
        void aRoleIsTaken() {
            newUser("first");
            admin.delete(
                            "/users/" + admin.idOf("first") + "/role-mappings/realm",
                            List.of(admin.get("/roles/finapi-user")))
                    .expect(204);
            admin.deleteUser("first");
            assertThatNobodyWasTold();
        }

        @Test
        void theRoleIsRemoved() {
            newUser("first");
            admin.delete("/roles/finapi-user").expect(204);
            admin.deleteUser("first");
            finapi.create("{\"id\":\"second\"}").expect(201);
            assertThatNobodyWasTold();
        }

        @Test
        void aRealmIsRemoved() {
            try (var other = new OtherRealm(keycloak, Version.V2)) {
                new Clients(other.admin()).setAttribute(finapi.client(), URL, receiver.url());
                other.finapi().create("{\"id\":\"other\"}").expect(201);
            }
            assertThatNobodyWasTold();
        }
    }

    /** Users of a directory. */
    @Nested
    final class OfLdap {
        private LdapRealm ldap;

        @AfterEach
        void removeTheRealm() {
            ldap.close();
        }

        private void createARealm(LdapProvider provider) {
            ldap = new LdapRealm(keycloak, Version.V2, provider);
            new Clients(ldap.admin()).setAttribute(finapi.client(), URL, receiver.url());
        }

        @Test
        void whoIsGoneFromTheDirectory() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            var user = ldap.adopted();
            ldap.ldap().remove(user.id());
            ldap.forgetUsers();

            ldap.finapi().requestUserToken(user).expect(400);

            awaitOnlyOf(ldap.finapi(), user.id());
        }

        @Test
        void whoIsGoneIsToldAsWritten() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.WRITABLE));
            var id = "Ab-" + FinApi.randomId().substring(0, 8).toUpperCase(Locale.ROOT);
            ldap.finapi().create(Map.of("id", id, "password", "open sesame")).expect(201);
            ldap.ldap().remove(id);
            ldap.forgetUsers();

            ldap.finapi().requestUserToken(new Credentials(id, "open sesame")).expect(400);

            awaitOnlyOf(ldap.finapi(), id);
        }

        @Test
        void whoIsDeletedInAWritableDirectory() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.WRITABLE));
            var user = ldap.adopted();
            ldap.admin().deleteUser(user.id());
            awaitOnlyOf(ldap.finapi(), user.id());
        }

        @Test
        void whoIsDeletedInADirectoryWithoutCopies() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.WRITABLE).withoutImport());
            ldap.adoptAll();
            var user = ldap.employee();
            ldap.admin().deleteUser(user.id());
            awaitOnly(user.id());
        }

        /** Keycloak deletes its own copy, and finds the user again. */
        @Test
        void whomTheDirectoryKeepsIsNotDeleted() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            var user = ldap.adopted();

            ldap.finapi().delete(ldap.finapi().userToken(user)).expect(422);
            ldap.admin().deleteUser(user.id());

            assertThat(ldap.admin().idIfExists(user.id())).isPresent();
            assertThatNobodyWasTold();
        }

        @Test
        void removedImportedUsersAreNotDeleted() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            ldap.adopted();
            ldap.admin()
                    .post("/user-storage/" + ldap.provider() + "/remove-imported-users", Map.of())
                    .expect(204);
            ldap.finapi().create(Map.of("id", "last")).expect(201);
            assertThatNobodyWasTold();
        }

        @Test
        void aRemovedDirectoryTakesItsUsersWithItAndTellsNobody() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            ldap.adopted();
            ldap.admin().delete("/components/" + ldap.provider()).expect(204);
            assertThatNobodyWasTold();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void whatIsAcceptedIsNotSentAgain(int status) {
        receiver.answers(Receiver.status(status));
        deleted("first");
        awaitUsers("first");

        deleted("second");

        awaitUsers("first", "second");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void whatFailsIsSentAgainWithTheSameKey(int status) {
        receiver.answers(Receiver.status(status));
        deleted("first");
        Eventually.holds(() -> assertThat(receiver.calls()).hasSizeGreaterThan(1));
        receiver.answers(Receiver.status(200));
        var before = receiver.calls().size();
        Eventually.holds(() -> assertThat(receiver.calls()).hasSizeGreaterThan(before));

        assertThat(receiver.calls())
                .extracting(Receiver.Call::key)
                .containsOnly(receiver.calls().get(0).key());
        assertThat(new HashSet<>(receiver.userIds())).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 404})
    void whatIsRefusedIsNotSentAgainNorFollowedAndKeepsNothingElse(int status) {
        var elsewhere = new Receiver(keycloak.testHost());
        receiver.answers(Receiver.status(status, "Location", elsewhere.url()));
        deleted("first");
        awaitUsers("first");
        receiver.answers(Receiver.status(200));

        deleted("second");

        awaitUsers("first", "second");
        assertThat(elsewhere.calls()).isEmpty();
        Eventually.holds(() -> assertThat(keycloak.log()).contains("has answered HTTP " + status));
        elsewhere.close();
    }

    /** One notice that always fails keeps no other. */
    @Test
    void oneThatFailsKeepsNoOther() {
        receiver.answers(exchange -> exchange.sendResponseHeaders(
                receiver.userIds().get(receiver.userIds().size() - 1).equals("poison") ? 500 : 200, -1));
        deleted("poison");
        Eventually.holds(() -> assertThat(receiver.userIds()).contains("poison"));

        deleted("second");
        deleted("third");

        Eventually.holds(() -> assertThat(receiver.userIds()).contains("second", "third"));
    }

    @Test
    void aReceiverThatHangsKeepsNoOther() {
        var end = new CountDownLatch(1);
        var hanging = new Receiver(keycloak.testHost()).answers(exchange -> await(end));
        clients.app(Map.of(URL, hanging.url()));

        deleted("first");
        Eventually.holds(() -> assertThat(hanging.userIds()).containsExactly("first"));
        deleted("second");
        awaitUsers("first", "second");

        Eventually.holds(() -> assertThat(hanging.calls()).hasSizeGreaterThan(1));
        end.countDown();
        hanging.close();
    }

    @Test
    void whatHasWaitedForAReceiverThatWasDownArrives() {
        var many = IntStream.range(0, 250).mapToObj("many-%03d"::formatted).toList();
        many.forEach(id -> finapi.create(Map.of("id", id)).expect(201));
        receiver.down();
        finapi.as(FinApi.mandatorAdmin(keycloak)).deleteUsers(many).expect(200);
        Eventually.holds(() -> assertThat(keycloak.log()).contains("(no connection)"));
        assertThat(receiver.calls()).isEmpty();

        receiver.up();

        Eventually.holds(() -> assertThat(receiver.userIds()).containsExactlyInAnyOrderElementsOf(many));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433"})
    void addressesThatAreNotTheInternetsAreRefusedUnlessTheRealmAllowsThem(String host) {
        setRealmAttribute("finapi.callback-private-addresses", "false");
        clients.setAttribute(finapi.client(), URL, receiver.url());
        var reported = count("(address not allowed)") + count("(unknown host)");
        clients.setAttribute(finapi.client(), URL, receiver.url(host));

        deleted("first");

        Eventually.holds(() -> assertThat(count("(address not allowed)") + count("(unknown host)"))
                .isGreaterThan(reported));
        assertThat(receiver.calls()).isEmpty();

        clients.setAttribute(finapi.client(), URL, receiver.url());
        setRealmAttribute("finapi.callback-private-addresses", "true");
        awaitUsers("first");
    }

    @Test
    void theMetricsShowWhatWaits() {
        receiver.down();
        deleted("first");
        deleted("second");

        var waiting = "finapi_callback_notices{realm=\"" + realm.name() + "\",state=\"waiting\"} ";
        Eventually.holds(() -> assertThat(metrics()).contains(waiting + "2.0"));
        receiver.up();
        Eventually.holds(() -> assertThat(metrics())
                .contains(waiting + "0.0")
                .contains("finapi_callback_oldest_seconds{realm=\"" + realm.name() + "\"} 0.0")
                .contains("finapi_callback_attempts_total{outcome=\"delivered\",realm=\"" + realm.name() + "\"} 2.0"));
    }

    private String metrics() {
        return Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                .send()
                .expect(200)
                .body();
    }

    @Test
    void whileARealmIsPausedItsNoticesWait() {
        setRealmAttribute("finapi.callbacks-paused", "true");
        deleted("first");
        deleted("second");
        assertThatNobodyWasToldAfterAnother("first", "second");

        setRealmAttribute("finapi.callbacks-paused", "false");

        Eventually.holds(() -> assertThat(receiver.userIds()).contains("first", "second"));
    }

    @Test
    void theNoticesOfARemovedClientGoWithIt() {
        var down = new Receiver(keycloak.testHost());
        var client = clients.app(Map.of(URL, down.url()));
        down.down();
        deleted("first");
        awaitUsers("first");

        clients.delete(client);
        down.up();
        deleted("second");
        awaitUsers("first", "second");

        assertThat(down.calls()).isEmpty();
        down.close();
    }

    private void setRealmAttribute(String name, String value) {
        var attributes = Json.object(admin.get("").path("attributes").toString());
        attributes.put(name, value);
        admin.put("", Map.of("attributes", attributes)).expect(204);
    }

    private Credentials newUser(String id) {
        finapi.create(Map.of("id", id, "password", "open sesame")).expect(201);
        return new Credentials(id, "open sesame");
    }

    private String employee(String name) {
        admin.post("/users", Map.of("username", name, "enabled", true)).expect(201);
        return admin.idOf(name);
    }

    private void deleted(String id) {
        newUser(id);
        admin.deleteUser(id);
    }

    private void awaitUsers(String... ids) {
        Eventually.holds(() -> assertThat(receiver.userIds()).containsExactlyInAnyOrder(ids));
    }

    /** One that is deleted later comes, and no other. */
    private void awaitOnly(String... ids) {
        awaitUsers(ids);
        awaitOnlyOf(finapi, ids);
    }

    private void awaitOnlyOf(FinApi of, String... ids) {
        awaitUsers(ids);
        var marker = marker(of);
        var all = new ArrayList<>(List.of(ids));
        all.add(marker);
        awaitUsers(all.toArray(String[]::new));
    }

    private static String marker(FinApi of) {
        var marker = new Credentials(FinApi.randomId(), "open sesame");
        of.create(Map.of("id", marker.id(), "password", marker.secret())).expect(201);
        of.delete(of.userToken(marker)).expect(200);
        return marker.id();
    }

    /** A later notice has come. */
    private void assertThatNobodyWasTold() {
        awaitUsers(marker(finapi));
    }

    private void assertThatNobodyWasToldAfterAnother(String... waiting) {
        try (var other = new OtherRealm(keycloak, Version.V2)) {
            new Clients(other.admin()).setAttribute(finapi.client(), URL, receiver.url());
            var marker = marker(other.finapi());
            awaitUsers(marker);
            assertThat(receiver.userIds()).doesNotContain(waiting);
        }
    }

    private long count(String text) {
        return keycloak.log().split(Pattern.quote(text), -1).length - 1L;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
