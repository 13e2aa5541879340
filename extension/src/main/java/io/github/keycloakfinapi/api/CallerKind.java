package io.github.keycloakfinapi.api;

/**
 * For whom an operation is.
 *
 * <p>Source: finAPI reference, section 1, table of roles.
 */
public enum CallerKind {
    /** No token is asked for: the operation authenticates its caller itself. */
    ANYBODY,
    /** An app client with its client token. */
    APP_CLIENT,
    /** An app client or a mandator admin client with its client token. */
    CLIENT,
    /** A mandator admin client with its client token. */
    MANDATOR_ADMIN,
    /** A user with a user token. */
    USER
}
