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
 * A client token, encrypted with a key that is derived from the client's secret. The secret is not kept here. The key is the
 * HMAC-SHA-256 of a salt with the secret, and the cipher is AES-256-GCM. This does not make a weak secret less safe, because
 * Keycloak's cache has it in plain text.
 *
 * @param ingredients what the token was made of, see {@link io.github.keycloakfinapi.internals.TokenIngredients}
 * @param details the details of its event
 */
record SealedToken(byte[] salt, byte[] sealed, String ingredients, LastToken token, Map<String, String> details) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 32;
    private static final int TAG_BITS = 128;
    /** Each key is used only once, so this may be constant. */
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

    /** Empty if it was encrypted with another secret. */
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
