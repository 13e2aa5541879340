package io.github.keycloakfinapi.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, in place of something that must not be kept. */
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

    /** The digest as 64 hex digits; resets this object. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
