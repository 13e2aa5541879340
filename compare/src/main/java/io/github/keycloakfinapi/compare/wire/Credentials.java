package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The credentials of a client, or of a user that this run has created. */
public record Credentials(String id, String secret) {

    /** The credentials as the header {@code Authorization} has them, after {@code Basic}. */
    public String basic() {
        return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    /** Leaves out the secret: the text may end up in a report. */
    @Override
    public String toString() {
        return id;
    }
}
