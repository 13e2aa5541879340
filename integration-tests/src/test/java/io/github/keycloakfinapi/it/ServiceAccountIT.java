package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** To Keycloak the service account of a client is a user like any other; to finAPI it is none. */
@BothVersions
final class ServiceAccountIT {

    private final FinApi finapi;
    private final String account;

    ServiceAccountIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        // The name of the account has to be short enough for an id of finAPI's.
        var clientId = "app-" + UUID.randomUUID().toString().substring(0, 8);
        this.account = "service-account-" + clientId;
        new Clients(keycloak.admin()).app(clientId, Map.of());
    }

    @Test
    void isUnknownToEveryOperationThatTakesAnId() {
        assertThatError(finapi.verificationStatus(account)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.verify(account)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.deleteUnverified(account)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.requestPasswordChange(account)).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.executePasswordChange(Map.of(
                        "userId",
                        account,
                        "password",
                        "open sesame",
                        "passwordChangeToken",
                        UUID.randomUUID().toString())))
                .isEnvelope(404, "UNKNOWN_ENTITY");
    }

    @Test
    void keepsItsNameFromUsers() {
        assertThatError(finapi.create(Map.of("id", account))).isEnvelope(422, "ENTITY_EXISTS");
    }
}
