package io.github.keycloakfinapi.testkit;

/**
 * A user of finAPI. For a user whom the application has created, a test calls the constructor itself.
 *
 * @param id at most 36 characters
 * @param password which the kit logs the user in with
 * @param client the client that logs the user in
 */
public record FinapiUser(String id, String password, FinapiClient client) {

    /** Without the password: a failed assertion prints it. */
    @Override
    public String toString() {
        return "FinapiUser[" + id + "]";
    }
}
