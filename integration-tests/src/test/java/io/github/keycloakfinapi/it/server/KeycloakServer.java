package io.github.keycloakfinapi.it.server;

import java.net.URI;

/** A running Keycloak with the packaged extension and the realm of the development environment. */
public interface KeycloakServer extends AutoCloseable {

    String REALM = "finapi";

    static KeycloakServer start(ServerOptions options) {
        return Backend.chosen().start(options);
    }

    URI server();

    URI management();

    /** This machine, as the server reaches it. */
    String testHost();

    /** Everything that the server has written so far. */
    String log();

    /** A value of the environment that the server was started with. */
    String variable(String name);

    @Override
    void close();

    /** What an application written against finAPI is given as its host. */
    default URI base() {
        return URI.create(server() + "/realms/" + REALM);
    }

    default Admin admin() {
        return new Admin(server(), REALM);
    }
}
