package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.memory.Digest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.representations.AccessToken;

/**
 * What tells a token from the next one for the same client and user. It opens nothing.
 *
 * @param issued seconds since the epoch, as the other times
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

    /** Gives a token that has the same claims else what makes it this one. */
    void writeTo(AccessToken token) {
        token.id(id).iat(issued).exp(end);
        token.setAuth_time(authenticated);
        if (reuseId == null) {
            token.getOtherClaims().remove(Constants.REUSE_ID);
        } else {
            token.getOtherClaims().put(Constants.REUSE_ID, reuseId);
        }
    }

    /** Whether it is this one: all that is in it is the same, and so are key and algorithm. */
    boolean is(String encoded) {
        return digest(encoded).equals(digest);
    }

    /** Seconds that it is still valid; Keycloak's tokens all end. */
    long left() {
        return end == null || end == 0
                ? Long.MAX_VALUE
                : end - TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }

    /** By which Keycloak remembers which refresh tokens were used. */
    String chain() {
        return reuseId == null ? "" : String.valueOf(reuseId);
    }

    private static String digest(String encoded) {
        // Without the signature: that of some algorithms is another one each time.
        String signed = encoded.substring(0, encoded.lastIndexOf('.'));
        return new Digest().add(signed.getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
