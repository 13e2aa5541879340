package io.github.keycloakfinapi.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a client is set up at finAPI, or all clients of a server.
 *
 * @param version the only one that the client may use, or empty for both; then the kit itself calls version 2
 * @param autoVerification whether new users get tokens at once; otherwise only after {@code POST /users/verify/{userId}}
 * @param maxLoginAttempts wrong passwords in a row that lock a user, 0 for none; the same for all clients of a server
 * @param tokenLifetime of client tokens and user tokens, at least 60 seconds; fractions of a second are cut off
 */
public record FinapiSettings(
        Optional<FinapiVersion> version, boolean autoVerification, int maxLoginAttempts, Duration tokenLifetime) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException for a negative number of attempts or a lifetime of less than 60 seconds
     */
    public FinapiSettings {
        if (maxLoginAttempts < 0) {
            throw new IllegalArgumentException("The number of login attempts is negative: " + maxLoginAttempts);
        }
        if (tokenLifetime.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("A token lives 60 seconds at least, not " + tokenLifetime
                    + "; Faults.expireToken ends one at once.");
        }
    }

    /** Both versions, verified users, 3 login attempts, tokens that last an hour. */
    public static FinapiSettings defaults() {
        return new FinapiSettings(Optional.empty(), true, 3, Duration.ofHours(1));
    }

    /** The client may use this version only; calls of the other one are answered with 403 {@code UNAUTHORIZED_ACCESS}. */
    public FinapiSettings withVersion(FinapiVersion only) {
        return new FinapiSettings(Optional.of(only), autoVerification, maxLoginAttempts, tokenLifetime);
    }

    /** If {@code false}, new users get 403 {@code USER_NOT_VERIFIED} instead of tokens until {@link FinapiServer#verify}. */
    public FinapiSettings withAutoVerification(boolean verified) {
        return new FinapiSettings(version, verified, maxLoginAttempts, tokenLifetime);
    }

    /**
     * For a server only, not for one of its clients.
     *
     * @param attempts wrong passwords in a row that lock a user (423 {@code LOCKED}); 0: none do
     * @throws IllegalArgumentException if it is negative
     */
    public FinapiSettings withMaxLoginAttempts(int attempts) {
        return new FinapiSettings(version, autoVerification, attempts, tokenLifetime);
    }

    /**
     * How long client tokens and user tokens last. {@link Faults#expireToken} ends one at once.
     *
     * @param lifetime at least 60 seconds; fractions of a second are cut off
     * @throws IllegalArgumentException if it is shorter
     */
    public FinapiSettings withTokenLifetime(Duration lifetime) {
        return new FinapiSettings(version, autoVerification, maxLoginAttempts, lifetime);
    }

    /** The version that the kit calls. */
    FinapiVersion spoken() {
        return version.orElse(FinapiVersion.V2);
    }

    /** What the whole server has to know when it starts. */
    Map<String, String> environment() {
        return Map.of("FINAPI_MAX_USER_LOGIN_ATTEMPTS", Integer.toString(maxLoginAttempts));
    }

    /** What a client has in Keycloak. */
    Map<String, String> attributes() {
        var seconds = Long.toString(tokenLifetime.toSeconds());
        var attributes = new HashMap<String, String>();
        attributes.put("access.token.lifespan", seconds);
        attributes.put("finapi.client-access-token-lifespan", seconds);
        attributes.put("finapi.user-auto-verification", Boolean.toString(autoVerification));
        version.ifPresent(only -> attributes.put("finapi.api-version", only.name()));
        return attributes;
    }
}
