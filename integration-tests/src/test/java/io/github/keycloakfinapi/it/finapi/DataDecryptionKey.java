package io.github.keycloakfinapi.it.finapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What a client of finAPI reads encrypted answers with, as finAPI's documentation tells it to. */
public record DataDecryptionKey(String hex) {

    /** The attribute of a client that holds its key. */
    public static final String ATTRIBUTE = "finapi.data-decryption-key";

    public String decrypt(String base64) {
        try {
            var salt = HexFormat.of().parseHex(hex);
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                    .generateSecret(new PBEKeySpec(hex.toCharArray(), salt, 1000, 128));
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.getEncoded(), "AES"), new IvParameterSpec(salt));
            return new String(cipher.doFinal(Base64.getDecoder().decode(base64)), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Not encrypted with this key: " + base64, e);
        }
    }
}
