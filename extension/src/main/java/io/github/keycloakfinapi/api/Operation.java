package io.github.keycloakfinapi.api;

/**
 * One operation of the API.
 *
 * @param name finAPI's {@code operationId}, the same in both versions
 * @param method the HTTP verb, upper case
 * @param path the path below {@code {server}/realms/{realm}}
 * @param caller the kind of caller that it is for
 * @param handler the implementation
 */
public record Operation(String name, String method, String path, CallerKind caller, Handler handler) {
    /** For calls whose path or method the API does not have. */
    static final Operation UNKNOWN = new Operation("unknown", "", "", CallerKind.ANYBODY, null);
    /** For a browser's preflight request, whatever the path is. */
    static final Operation PREFLIGHT = new Operation("preflight", "OPTIONS", "", CallerKind.ANYBODY, null);

    /** Whether it changes users or clients. Getting and revoking tokens does not count, because it happens with every use. */
    boolean changes() {
        return caller != CallerKind.ANYBODY && !method.equals("GET") && !path.contains("/oauth/");
    }

    /** The implementation of an operation, called when its caller is known. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(ApiRequest request);
    }
}
