package io.github.keycloakfinapi.account;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * A user of finAPI's is gone for good, by whatever road; told once, in the transaction that ends the user. Not told of a user who
 * only ceases to be finAPI's, nor of users who go with their directory or their realm.
 *
 * @param id as the client wrote it
 * @param goneFrom the directory in which the user was not found any more, Keycloak's id of its component; {@code null} when
 *     somebody has deleted the user
 */
public record FinapiUserDeleted(KeycloakSession session, RealmModel realm, String id, String goneFrom)
        implements ProviderEvent {}
