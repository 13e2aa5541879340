package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.wire.Connection;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Version;

/** One side in one version, and what its checks share. */
public final class Caller {
    private final Connection connection;
    private final Version version;
    private final String prefix;
    private int ids;
    String clientToken;
    String adminToken;
    Credentials someone;
    /** Whether a new user of the client is verified. */
    Boolean verifies;

    /** @param prefix of the ids of all users that are made */
    public Caller(Connection connection, Version version, String prefix) {
        this.connection = connection;
        this.version = version;
        this.prefix = prefix;
    }

    public Connection connection() {
        return connection;
    }

    public Version version() {
        return version;
    }

    /** Always of the same length. */
    String newId() {
        return prefix + "-" + String.format("%04d", ++ids);
    }
}
