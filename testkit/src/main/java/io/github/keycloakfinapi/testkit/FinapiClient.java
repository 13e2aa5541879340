package io.github.keycloakfinapi.testkit;

/**
 * A client of finAPI, by what an application is configured with.
 *
 * @param id its {@code client_id}
 * @param secret its {@code client_secret}
 * @param dataDecryptionKey 32 hex digits: the key of the tokens of {@code requestPasswordChange}
 * @param version the version by which the kit calls for it; {@link FinapiSettings#withVersion} binds a client to one
 */
public record FinapiClient(String id, String secret, String dataDecryptionKey, FinapiVersion version) {

    /** Without the secrets: a failed assertion prints it. */
    @Override
    public String toString() {
        return "FinapiClient[" + id + "]";
    }
}
