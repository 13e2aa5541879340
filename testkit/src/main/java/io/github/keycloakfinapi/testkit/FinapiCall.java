package io.github.keycloakfinapi.testkit;

/**
 * A call of the application, without what is secret in it.
 *
 * @param method such as {@code POST}
 * @param path below the base URL, such as {@code /api/v2/users}, without the query
 * @param status of the answer, a fault's included, or 0 while there is none
 */
public record FinapiCall(String method, String path, int status) {}
