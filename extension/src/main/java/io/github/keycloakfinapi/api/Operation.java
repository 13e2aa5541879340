package io.github.keycloakfinapi.api;

/**
 * One operation of the API.
 *
 * @param method the HTTP verb, upper case
 * @param path the path below {@code {server}/realms/{realm}}
 * @param caller for whom it is
 * @param handler what it does
 */
public record Operation(String method, String path, CallerKind caller, Handler handler) {

    /** What an operation does once its caller is known. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(ApiRequest request);
    }
}
