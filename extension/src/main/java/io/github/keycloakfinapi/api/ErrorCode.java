package io.github.keycloakfinapi.api;

/**
 * The error codes in use. All are in finAPI's closed list, because generated clients reject any other.
 *
 * <p>Source: finAPI reference, section 6.
 */
public enum ErrorCode {
    BAD_REQUEST,
    ENTITY_EXISTS,
    FORBIDDEN,
    ILLEGAL_ENTITY_STATE,
    ILLEGAL_FIELD_VALUE,
    ILLEGAL_PAGE_SIZE,
    INVALID_FILTER_OPTIONS,
    INVALID_TOKEN,
    LOCKED,
    METHOD_NOT_ALLOWED,
    UNAUTHORIZED_ACCESS,
    UNEXPECTED_ERROR,
    UNKNOWN_ENTITY,
    UNSUPPORTED_MEDIA_TYPE,
    UNSUPPORTED_ORDER,
    USER_ALREADY_VERIFIED,
    USER_NOT_VERIFIED
}
