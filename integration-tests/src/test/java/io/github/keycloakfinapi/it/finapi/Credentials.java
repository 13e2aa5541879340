package io.github.keycloakfinapi.it.finapi;

/** What a client, or a user, proves itself with. */
public record Credentials(String id, String secret) {

    public Credentials withSecret(String other) {
        return new Credentials(id, other);
    }
}
