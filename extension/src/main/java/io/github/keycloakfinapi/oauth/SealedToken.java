package io.github.keycloakfinapi.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client token that only the client's secret opens, which is not kept here. The key is the HMAC-SHA-256 of a salt under the
 * secret, the cipher AES-256-GCM. A secret that can be guessed is no less safe than in Keycloak's cache, where it stands in the
 * clear.
 *
 * @param ingredients what the token was made of, see {@link io.github.keycloakfinapi.internals.TokenIngredients}
 * @param details those of the event that told of it
 */
record SealedToken(byte[] salt, byte[] sealed, String ingredients, LastToken token, Map<String, String> details) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 32;
    private static final int TAG_BITS = 128;
    /** A key is used once, so that this can be the same each time. */
    private static final byte[] NONCE = new byte[12];

    static SealedToken seal(
            String encoded, String secret, String ingredients, LastToken token, Map<String, String> details) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, salt, secret).doFinal(encoded.getBytes(StandardCharsets.UTF_8));
            return new SealedToken(salt, sealed, ingredients, token, details);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when it was sealed with another secret. */
    Optional<String> open(String secret) {
        try {
            return Optional.of(
                    new String(cipher(Cipher.DECRYPT_MODE, salt, secret).doFinal(sealed), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException sealedWithAnother) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, byte[] salt, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac.doFinal(salt), "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
        return cipher;
    }
}
