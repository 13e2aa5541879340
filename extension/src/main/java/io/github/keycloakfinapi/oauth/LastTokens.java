package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.internals.Lifetimes;

/**
 * The tokens that a client got last, for a user or for itself.
 *
 * @param refresh the refresh token that was issued with the access token, or {@code null}
 * @param sessionId the user session of both, or {@code null}
 * @param usedBefore the refresh token of the same chain that was used last when this one was made, or {@code null}
 * @param password identifies the user's password at that time; empty if Keycloak has none
 * @param lifetimes the client's lifetimes at that time
 */
record LastTokens(
        LastToken access,
        LastToken refresh,
        String sessionId,
        String usedBefore,
        String password,
        Lifetimes lifetimes) {

    /** The remaining lifetime of both, in seconds. */
    long left() {
        return refresh == null ? access.left() : Math.min(access.left(), refresh.left());
    }

    /** The id by which Keycloak remembers used refresh tokens. */
    String chain() {
        return refresh == null ? "" : refresh.chain();
    }
}
