package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server's log tells an operator which settings contradict what finAPI does. */
@WithKeycloak
@Tag("any-back-end")
final class RealmCheckIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KeycloakServer keycloak;

    RealmCheckIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void theLogSaysOnceWhatAChangeContradictsAndWhatItPutsRight() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            realm.admin().put("", Map.of("verifyEmail", true)).expect(204);
            assertThat(await(keycloak, line -> isAbout(line, realm) && line.contains("Verify email")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "Realm settings → Login", "Switch it off (verifyEmail=false)");

            // Another change does not repeat what was said before.
            var client = new Clients(realm.admin()).withoutScope();
            assertThat(await(keycloak, line -> isAbout(line, realm) && line.contains("Client scope all")))
                    .singleElement()
                    .asString()
                    .contains(client.id());
            assertThat(lines(keycloak, line -> isAbout(line, realm) && line.contains("Verify email")))
                    .hasSize(1);

            new Clients(realm.admin()).delete(client);
            assertThat(await(keycloak, line -> line.contains("Realm " + realm.name() + ", settings that still")))
                    .singleElement()
                    .asString()
                    .endsWith(": 1");
            assertThat(lines(keycloak, line -> line.contains("Realm " + realm.name() + ", no longer the case: ")))
                    .anySatisfy(line -> assertThat(line).contains("INFO", "Client scope all", client.id()));

            realm.admin().put("", Map.of("verifyEmail", false)).expect(204);
            assertThat(await(
                            keycloak,
                            line -> line.contains("Realm " + realm.name() + " is as finAPI's clients expect")))
                    .hasSize(1);
        }
    }

    @Test
    void theRealmThatIsShippedContradictsNothing() {
        try (var realm = new OtherRealm(keycloak, Version.V2);
                var wrong = new OtherRealm(keycloak, Version.V2, Map.of("verifyEmail", true))) {
            // Of two that are looked at one after the other.
            await(keycloak, line -> isAbout(line, wrong));

            assertThat(lines(keycloak, line -> isAbout(line, realm))).isEmpty();
        }
    }

    @Test
    void aRealmWithoutFinapiClientsIsNotCheckedAtAll() {
        assertThat(lines(keycloak, line -> line.contains("Realm master is not as")))
                .isEmpty();
    }

    @Test
    void theLogSaysAtTheStartWhatIsWrongAlready() {
        try (var database = Database.create()) {
            var options = ServerOptions.development().database(database);
            try (var first = KeycloakServer.start(options)) {
                first.admin()
                        .put("", Map.of("registrationEmailAsUsername", true))
                        .expect(204);
            }
            try (var second = KeycloakServer.start(options)) {
                assertThat(await(
                                second,
                                line -> line.contains("Realm finapi is not as") && line.contains("Email as username")))
                        .hasSize(1);
            }
        }
    }

    private static boolean isAbout(String line, OtherRealm realm) {
        return line.contains("Realm " + realm.name() + " is not as");
    }

    private static List<String> lines(KeycloakServer keycloak, Predicate<String> wanted) {
        return keycloak.log().lines().filter(wanted).toList();
    }

    private static List<String> await(KeycloakServer keycloak, Predicate<String> wanted) {
        var end = Instant.now().plus(PATIENCE);
        return Stream.generate(() -> lines(keycloak, wanted))
                .peek(found -> pause())
                .filter(found -> !found.isEmpty() || Instant.now().isAfter(end))
                .findFirst()
                .orElseThrow();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
