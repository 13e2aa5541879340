package io.github.keycloakfinapi.api;

/**
 * One operation of the API.
 *
 * @param name finAPI's {@code operationId}, the same in both versions
 * @param method the HTTP verb, upper case
 * @param path the path below {@code {server}/realms/{realm}}
 * @param caller for whom it is
 * @param handler what it does
 */
public record Operation(String name, String method, String path, CallerKind caller, Handler handler) {
    /** In place of an operation, for calls that none is listed for. */
    static final Operation UNKNOWN = new Operation("unknown", "", "", CallerKind.ANYBODY, null);
    /** What a browser asks before it lets a page call any of them. */
    static final Operation PREFLIGHT = new Operation("preflight", "OPTIONS", "", CallerKind.ANYBODY, null);

    /** Whether it changes what is kept. Tokens, which come and go with everything that a user does, are no such thing. */
    boolean changes() {
        return caller != CallerKind.ANYBODY && !method.equals("GET") && !path.contains("/oauth/");
    }

    /** What an operation does once its caller is known. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(ApiRequest request);
    }
}
