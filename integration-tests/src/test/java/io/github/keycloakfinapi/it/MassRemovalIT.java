package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many users who are gone from a directory at once may be a wrong base DN, and no application is to purge living customers. */
@WithKeycloak
final class MassRemovalIT {

    /** So many are none, however small the directory is. */
    private static final int FEW = 10;

    private final KeycloakServer keycloak;
    private Receiver receiver;
    private LdapRealm ldap;

    MassRemovalIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealmWithADirectory() {
        receiver = new Receiver(keycloak.testHost());
        ldap = new LdapRealm(keycloak, Version.V2, LdapProvider.in(EditMode.WRITABLE));
        new Clients(ldap.admin())
                .setAttribute(ldap.finapi().client(), "finapi.user-synchronization-callback-url", receiver.url());
    }

    @AfterEach
    void removeTheRealm() {
        ldap.close();
        receiver.close();
    }

    @Test
    void isHeldUntilAnOperatorLetsItGo() {
        var users = adopted(14);
        users.forEach(this::lose);

        awaitNotices(FEW);
        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .filteredOn(line -> line.contains("WARN") && line.contains(ldap.provider()))
                .singleElement()
                .asString()
                .contains("held"));

        set("finapi.callbacks-released", Instant.now().minusSeconds(3_600).toString());
        pastALook();
        awaitNotices(FEW);

        set("finapi.callbacks-released", Instant.now().plusSeconds(3_600).toString());
        awaitNotices(14);
        assertThat(receiver.userIds())
                .containsExactlyInAnyOrderElementsOf(
                        users.stream().map(Credentials::id).toList());
    }

    @Test
    void usersWhomSomebodyDeletesAreNone() {
        var users = adopted(14);

        users.forEach(user -> ldap.admin().deleteUser(user.id()));

        awaitNotices(14);
    }

    @Test
    void isWhatTheRealmSaysItIs() {
        set("finapi.callback-mass-removal-percent", "100");
        adopted(14).forEach(this::lose);

        awaitNotices(14);
    }

    private List<Credentials> adopted(int count) {
        return Stream.generate(ldap::adopted).limit(count).toList();
    }

    /** The directory loses the user, and somebody looks for it. */
    private void lose(Credentials user) {
        ldap.ldap().remove(user.id());
        ldap.forgetUsers();
        ldap.finapi().requestUserToken(user).expect(400);
    }

    private void set(String attribute, String value) {
        // Those that are not given would be gone.
        var attributes = Json.object(ldap.admin().get("").path("attributes").toString());
        attributes.put(attribute, value);
        ldap.admin().put("", Map.of("attributes", attributes)).expect(204);
    }

    private void awaitNotices(int count) {
        Eventually.holds(() -> assertThat(receiver.userIds()).hasSize(count));
    }

    /** Longer than the server takes to look again. */
    private static void pastALook() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
