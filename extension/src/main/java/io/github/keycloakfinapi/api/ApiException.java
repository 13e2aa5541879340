package io.github.keycloakfinapi.api;

/** Ends an operation with an error. Everything that the operation has written is rolled back. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    ApiException(ApiError error) {
        // A caller's mistake needs no stack trace.
        super(null, null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
