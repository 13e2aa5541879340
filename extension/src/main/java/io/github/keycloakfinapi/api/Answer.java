package io.github.keycloakfinapi.api;

import java.util.Map;

/** What an operation answers: a body, or an error that is no reason to roll back. */
public sealed interface Answer permits Answer.Success, Answer.Document, ApiError {

    /**
     * A successful answer.
     *
     * @param status the HTTP status
     * @param body what is written as JSON, or {@code null} for an empty body
     * @param headers beside those that every answer has
     * @param undo what takes back, in a transaction of its own, what a commit leaves behind that has failed; {@code null} where
     *     the database does so
     * @param before what is to have happened between the commit and the answer; {@code null} where nothing is
     */
    record Success(int status, Object body, Map<String, String> headers, Runnable undo, Runnable before)
            implements Answer {

        Success(int status, Object body, Map<String, String> headers) {
            this(status, body, headers, null, null);
        }

        /** The same, of something that is kept in a store beside the database, which knows no transactions. */
        public Success orUndo(Runnable other) {
            return new Success(status, body, headers, other, before);
        }

        /** The same, after the commit and something else. */
        public Success notBefore(Runnable other) {
            return new Success(status, body, headers, undo, other);
        }
    }

    /**
     * 200 with a file.
     *
     * @param headers beside those that every answer has; {@code Cache-Control} is {@code no-store} unless it is here
     */
    record Document(String mediaType, byte[] content, Map<String, String> headers) implements Answer {}

    /** 200 with a body. */
    static Success ok(Object body) {
        return new Success(200, body, Map.of());
    }

    /** 200 with an empty body. */
    static Success done() {
        return new Success(200, null, Map.of());
    }

    /** 201 with a body. */
    static Success created(Object body) {
        return new Success(201, body, Map.of());
    }
}
