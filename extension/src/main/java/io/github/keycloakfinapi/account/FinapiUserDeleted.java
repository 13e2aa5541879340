package io.github.keycloakfinapi.account;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * A finAPI user was deleted, no matter how. Published once, in the transaction of the deletion. Not published if a user only
 * loses the role, or if the user's directory or realm is removed.
 *
 * @param id as the client wrote it
 * @param goneFrom Keycloak's id of the directory that no longer has the user; {@code null} if somebody deleted the user
 *     explicitly
 */
public record FinapiUserDeleted(KeycloakSession session, RealmModel realm, String id, String goneFrom)
        implements ProviderEvent {}
