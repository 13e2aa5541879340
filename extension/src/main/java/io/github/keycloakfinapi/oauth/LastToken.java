package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.memory.Digest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.representations.AccessToken;

/**
 * What distinguishes a token from the next one for the same client and user. It cannot be used as a token.
 *
 * @param issued in seconds since the epoch, like the other times
 * @param reuseId of the chain of refresh tokens, or {@code null}
 * @param digest of header and claims; {@code null} while there is no token yet
 */
record LastToken(String id, Long issued, Long end, Long authenticated, Object reuseId, String digest) {

    static LastToken of(AccessToken token) {
        return new LastToken(
                token.getId(),
                token.getIat(),
                token.getExp(),
                token.getAuth_time(),
                token.getOtherClaims().get(Constants.REUSE_ID),
                null);
    }

    LastToken as(String encoded) {
        return new LastToken(id, issued, end, authenticated, reuseId, digest(encoded));
    }

    /** Sets what makes a token with otherwise equal claims this one. */
    void writeTo(AccessToken token) {
        token.id(id).iat(issued).exp(end);
        token.setAuth_time(authenticated);
        if (reuseId == null) {
            token.getOtherClaims().remove(Constants.REUSE_ID);
        } else {
            token.getOtherClaims().put(Constants.REUSE_ID, reuseId);
        }
    }

    /** Whether the token is this one: its content, key and algorithm are the same. */
    boolean is(String encoded) {
        return digest(encoded).equals(digest);
    }

    /** The remaining lifetime in seconds; all tokens of Keycloak expire. */
    long left() {
        return end == null || end == 0
                ? Long.MAX_VALUE
                : end - TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }

    /** The id by which Keycloak remembers used refresh tokens. */
    String chain() {
        return reuseId == null ? "" : String.valueOf(reuseId);
    }

    private static String digest(String encoded) {
        // Without the signature, which some algorithms randomize.
        String signed = encoded.substring(0, encoded.lastIndexOf('.'));
        return new Digest().add(signed.getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
