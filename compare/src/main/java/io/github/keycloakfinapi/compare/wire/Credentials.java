package io.github.keycloakfinapi.compare.wire;

/** Of a client, or of a user that this run has made. */
public record Credentials(String id, String secret) {

    /** Without the secret: a text may end in a report. */
    @Override
    public String toString() {
        return id;
    }
}
