package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Of a client, or of a user that this run has made. */
public record Credentials(String id, String secret) {

    /** As the header Authorization has them. */
    public String basic() {
        return Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    /** Without the secret: a text may end in a report. */
    @Override
    public String toString() {
        return id;
    }
}
