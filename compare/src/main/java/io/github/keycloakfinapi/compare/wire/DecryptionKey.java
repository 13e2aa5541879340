package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts what a server has encrypted for a client, as finAPI's documentation describes. */
public final class DecryptionKey {
    private final String hex;

    /** @param hex 32 hex digits */
    public DecryptionKey(String hex) {
        this.hex = hex;
    }

    /** Empty if the text is not encrypted with this key. */
    public Optional<String> decrypt(String base64) {
        try {
            var salt = HexFormat.of().parseHex(hex);
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                    .generateSecret(new PBEKeySpec(hex.toCharArray(), salt, 1000, 128));
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.getEncoded(), "AES"), new IvParameterSpec(salt));
            return Optional.of(new String(cipher.doFinal(Base64.getDecoder().decode(base64)), UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
