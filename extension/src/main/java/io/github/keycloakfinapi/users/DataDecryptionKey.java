package io.github.keycloakfinapi.users;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client's data decryption key, with which only this client can read what finAPI encrypts for it.
 *
 * <p>Source: finAPI reference, section 3.4. The scheme is finAPI's. Equal texts give equal ciphertexts, so it is weak if a
 * text can be guessed; do not use it for anything else.
 *
 * @param hex 32 hex digits
 */
record DataDecryptionKey(String hex) {
    private static final int ITERATIONS = 1000;
    private static final int BITS = 128;

    /** Standard Base64 of AES-128-CBC with PKCS#7 padding, without the IV. */
    String encrypt(String text) {
        byte[] salt = HexFormat.of().parseHex(hex);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                    .generateSecret(new PBEKeySpec(hex.toCharArray(), salt, ITERATIONS, BITS))
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(salt));
            return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot encrypt as finAPI does", e);
        }
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "DataDecryptionKey";
    }
}
