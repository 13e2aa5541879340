package io.github.keycloakfinapi.api;

import java.util.Collection;
import java.util.List;
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
     * @param about what has changed, for the log; {@code null} if nothing has, or only the calling client
     */
    record Success(int status, Object body, Map<String, String> headers, Runnable undo, Runnable before, About about)
            implements Answer {

        Success(int status, Object body, Map<String, String> headers) {
            this(status, body, headers, null, null, null);
        }

        /** The same, of something that is kept in a store beside the database, which knows no transactions. */
        public Success orUndo(Runnable other) {
            return new Success(status, body, headers, other, before, about);
        }

        /** The same, after the commit and something else. */
        public Success notBefore(Runnable other) {
            return new Success(status, body, headers, undo, other, about);
        }

        /** @param id Keycloak's id of the user who was changed */
        public Success aboutUser(String id) {
            return aboutUsers(List.of(id));
        }

        /** @param ids Keycloak's ids of the users who were changed */
        public Success aboutUsers(Collection<String> ids) {
            return new Success(status, body, headers, undo, before, new About("userId", ids));
        }

        /** @param ids the {@code client_id} of each client that was changed */
        public Success aboutClients(Collection<String> ids) {
            return new Success(status, body, headers, undo, before, new About("changedClientId", ids));
        }
    }

    /**
     * What a call has changed.
     *
     * @param what the key of the ids in the log, such as {@code userId}
     * @param ids Keycloak's ids of users, which do not identify a person, or the {@code client_id} of clients
     */
    record About(String what, Collection<String> ids) {}

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
