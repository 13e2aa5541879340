package io.github.keycloakfinapi.api;

/** What an operation answers: a body, or an error that is no reason to roll back. */
public sealed interface Answer permits Answer.Success, ApiError {

    /**
     * A successful answer.
     *
     * @param status the HTTP status
     * @param body what is written as JSON, or {@code null} for an empty body
     */
    record Success(int status, Object body) implements Answer {}

    /** 200 with a body. */
    static Answer ok(Object body) {
        return new Success(200, body);
    }

    /** 201 with a body. */
    static Answer created(Object body) {
        return new Success(201, body);
    }
}
