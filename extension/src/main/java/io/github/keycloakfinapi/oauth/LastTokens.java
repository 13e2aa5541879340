package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.internals.Lifetimes;

/**
 * The tokens that a client has got last, for a user or for itself.
 *
 * @param refresh the refresh token that was handed out with the access token, or {@code null}
 * @param sessionId the user session of both, or {@code null}
 * @param usedBefore the refresh token of the same chain that was used last when this one was made, or {@code null}
 * @param password which of the user's passwords held then; empty where Keycloak has none
 * @param lifetimes what held for the client then
 */
record LastTokens(
        LastToken access,
        LastToken refresh,
        String sessionId,
        String usedBefore,
        String password,
        Lifetimes lifetimes) {

    /** Seconds that both are still valid. */
    long left() {
        return refresh == null ? access.left() : Math.min(access.left(), refresh.left());
    }

    /** By which Keycloak remembers which refresh tokens were used. */
    String chain() {
        return refresh == null ? "" : refresh.chain();
    }
}
