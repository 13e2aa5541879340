package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.wire.Connection;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Version;

/** One side in one version, with what its checks share. */
public final class Caller {
    private final Connection connection;
    private final Version version;
    private final String prefix;
    private int ids;
    String clientToken;
    String adminToken;
    Credentials someone;
    /** Whether new users of the client are verified; {@code null} if not yet known. */
    Boolean verifies;

    /** @param prefix begins the ids of all users that the checks create */
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

    /** A new id; all of them have the same length. */
    String newId() {
        return prefix + "-" + String.format("%04d", ++ids);
    }
}
