package io.github.keycloakfinapi.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for something that is not kept itself: its SHA-256. */
public final class Digest {
    private final MessageDigest sha256;

    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Digest add(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    /** In 64 hex digits; the next one begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
