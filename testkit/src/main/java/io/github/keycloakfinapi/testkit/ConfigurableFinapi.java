package io.github.keycloakfinapi.testkit;

import java.time.Duration;

/**
 * A server that has not started yet.
 *
 * @param <S> the server's own type
 */
// Public for the same reason as DelegatingFinapi.
public interface ConfigurableFinapi<S extends ConfigurableFinapi<S>> {

    /** Those that it starts with. */
    FinapiSettings settings();

    /** All settings at once. */
    S withSettings(FinapiSettings all);

    /** {@link FinapiSettings#withVersion}. */
    default S withVersion(FinapiVersion only) {
        return withSettings(settings().withVersion(only));
    }

    /** {@link FinapiSettings#withAutoVerification}. */
    default S withAutoVerification(boolean verified) {
        return withSettings(settings().withAutoVerification(verified));
    }

    /** {@link FinapiSettings#withMaxLoginAttempts}. */
    default S withMaxLoginAttempts(int attempts) {
        return withSettings(settings().withMaxLoginAttempts(attempts));
    }

    /** {@link FinapiSettings#withTokenLifetime}. */
    default S withTokenLifetime(Duration lifetime) {
        return withSettings(settings().withTokenLifetime(lifetime));
    }
}
