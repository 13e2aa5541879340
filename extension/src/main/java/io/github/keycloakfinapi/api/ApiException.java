package io.github.keycloakfinapi.api;

/** Ends an operation with an error; everything it has written is rolled back. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    ApiException(ApiError error) {
        // A caller's mistake is no event of the server: the stack would never be read.
        super(null, null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
