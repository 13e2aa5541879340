package io.github.keycloakfinapi.api;

/**
 * The kind of caller that an operation is for.
 *
 * <p>Source: finAPI reference, section 1, table of roles.
 */
public enum CallerKind {
    /** No token is required: the operation authenticates its caller itself, or is public. */
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
