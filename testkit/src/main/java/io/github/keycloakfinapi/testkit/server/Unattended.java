package io.github.keycloakfinapi.testkit.server;

import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** {@link Readiness} waits, for containers and processes alike, and notices at once when the server has ended. */
public final class Unattended extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {
        // Nothing to wait for here.
    }
}
