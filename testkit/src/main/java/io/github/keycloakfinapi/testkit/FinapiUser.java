package io.github.keycloakfinapi.testkit;

/**
 * A user of finAPI. For one whom the application has created, a test can make its own.
 *
 * @param id at most 36 characters
 * @param client the client that logs the user in
 */
public record FinapiUser(String id, String password, FinapiClient client) {

    /** Without the password: a failed assertion prints it. */
    @Override
    public String toString() {
        return "FinapiUser[" + id + "]";
    }
}
