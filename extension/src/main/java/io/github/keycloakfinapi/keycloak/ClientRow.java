package io.github.keycloakfinapi.keycloak;

import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.ClientEntity;

/** A client's row in the database, held until the transaction ends: of several changes at the same moment one is the last. */
public final class ClientRow {
    private ClientRow() {}

    /**
     * Waits for other changes of the client.
     *
     * @return the client as they left it, to be read; what is given may be what the cache knew before. Empty when the client is
     *     gone
     */
    public static Optional<ClientModel> lock(KeycloakSession session, ClientModel client) {
        return HeldRow.lock(session, ClientEntity.class, client.getId())
                ? Optional.of(session.getProvider(ClientProvider.class, "jpa")
                        .getClientById(session.getContext().getRealm(), client.getId()))
                : Optional.empty();
    }
}
