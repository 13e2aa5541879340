package io.github.keycloakfinapi.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The answer of an operation: a body, or an error that does not require a rollback. */
public sealed interface Answer permits Answer.Success, Answer.Document, ApiError {

    /**
     * A successful answer.
     *
     * @param status the HTTP status
     * @param body what is written as JSON, or {@code null} for an empty body
     * @param headers in addition to those of every answer
     * @param undo reverts, in its own transaction, what remains after a failed commit; {@code null} if the database's
     *     rollback is enough
     * @param before runs between the commit and the answer; may be {@code null}
     * @param about what has changed, for the log; {@code null} if nothing has, or only the calling client
     */
    record Success(int status, Object body, Map<String, String> headers, Runnable undo, Runnable before, About about)
            implements Answer {

        Success(int status, Object body, Map<String, String> headers) {
            this(status, body, headers, null, null, null);
        }

        /** The same, for something in a store without transactions, outside of the database. */
        public Success orUndo(Runnable other) {
            return new Success(status, body, headers, other, before, about);
        }

        /** The same, but it is only sent when this has run after the commit. */
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
     * @param headers in addition to those of every answer; {@code Cache-Control} is {@code no-store} unless it is set here
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
