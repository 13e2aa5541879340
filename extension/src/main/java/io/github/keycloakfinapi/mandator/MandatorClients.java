package io.github.keycloakfinapi.mandator;

import io.github.keycloakfinapi.api.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The clients of the mandator: the realm's app clients and mandator admin clients. Others do not exist for finAPI. */
record MandatorClients(KeycloakSession session) {

    /** The client with this {@code client_id}. */
    Optional<ClientModel> find(String clientId) {
        return Optional.ofNullable(session.clients().getClientByClientId(realm(), clientId))
                .filter(this::contain);
    }

    /** All clients, always in the same order. */
    List<ClientModel> all() {
        return realm().getClientsStream()
                .filter(ClientModel::isServiceAccountsEnabled)
                .filter(this::contain)
                .sorted(Comparator.comparing(ClientModel::getId))
                .toList();
    }

    private boolean contain(ClientModel client) {
        return Caller.isOfMandator(session, realm(), client);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
