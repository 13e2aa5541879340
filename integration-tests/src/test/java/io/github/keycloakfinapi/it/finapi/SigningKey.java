package io.github.keycloakfinapi.it.finapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A key to sign tokens with that Keycloak would never give out. */
public final class SigningKey implements AutoCloseable {

    private final KeyPair pair;
    private final String id;
    private final Runnable remove;

    private SigningKey(KeyPair pair, String id, Runnable remove) {
        this.pair = pair;
        this.id = id;
        this.remove = remove;
    }

    /** A private key as Keycloak takes one for a realm. */
    static String pem() {
        return Base64.getEncoder().encodeToString(generate().getPrivate().getEncoded());
    }

    /** One that the realm trusts like its own, until it is closed. */
    public static SigningKey trustedBy(Admin admin) {
        var pair = generate();
        var pem = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        var location = admin.post(
                        "/components",
                        Map.of(
                                "name",
                                "test-" + FinApi.randomId(),
                                "providerId",
                                "rsa",
                                "providerType",
                                "org.keycloak.keys.KeyProvider",
                                // Below the realm's own key, which goes on to sign.
                                "config",
                                Map.of("priority", List.of("-1"), "privateKey", List.of(pem))))
                .expect(201)
                .header("Location");
        var component = location.substring(location.lastIndexOf('/') + 1);
        for (var key : admin.get("/keys").path("keys")) {
            if (key.path("providerId").asText().equals(component)) {
                return new SigningKey(
                        pair,
                        key.path("kid").asText(),
                        () -> admin.delete("/components/" + component).expect(204));
            }
        }
        throw new AssertionError("The realm has no key of " + component);
    }

    /** One that nobody trusts, under the name of one that is. */
    public SigningKey impostor() {
        return new SigningKey(generate(), id, () -> {});
    }

    /** One that nobody trusts, under the name of the one that signed this token. */
    public static SigningKey namesake(String token) {
        var header = Json.object(TokenContent.decode(token.split("\\.")[0]));
        return new SigningKey(generate(), (String) header.get("kid"), () -> {});
    }

    /** The token, with another value for a claim. */
    public String sign(String token, String claim, Object value) {
        var claims = Json.object(TokenContent.decode(token.split("\\.")[1]));
        claims.put(claim, value);
        return sign(Map.of("alg", "RS256", "typ", "JWT", "kid", id), claims);
    }

    /**
     * The proof of this key for a call.
     *
     * <p>Source: RFC 9449, section 4.2.
     *
     * @param bound the token that the call comes with, or {@code null}
     * @param claims what else the proof says
     */
    public String proof(Call call, String bound, Map<String, Object> claims) {
        var all = new LinkedHashMap<>(claims);
        all.putIfAbsent("jti", FinApi.randomId());
        all.put("iat", Instant.now().getEpochSecond());
        all.put("htm", call.method());
        all.put("htu", call.uri().toString());
        if (bound != null) {
            all.put("ath", base64(sha256(bound)));
        }
        return sign(Map.of("alg", "RS256", "typ", "dpop+jwt", "kid", id, "jwk", jwk()), all);
    }

    private Map<String, String> jwk() {
        var key = (RSAPublicKey) pair.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "kid",
                id,
                // Without the byte that would be the sign.
                "n",
                base64(Arrays.copyOfRange(key.getModulus().toByteArray(), 1, 257)),
                "e",
                base64(key.getPublicExponent().toByteArray()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String sign(Map<String, ?> header, Map<String, ?> claims) {
        var content = TokenContent.encode(Json.of(header)) + "." + TokenContent.encode(Json.of(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        remove.run();
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
