package io.github.keycloakfinapi.it.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the one server of a test run. It is started for the first test that asks and ends with the run. */
public final class SharedKeycloak implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakServer.class;
    }

    @Override
    public KeycloakServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    /** For an extension that takes part in such a test. */
    public static KeycloakServer of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedKeycloak.class))
                .computeIfAbsent(Start.class, key -> new Start(), Start.class)
                .server();
    }

    /** Tried once: a server that does not start would not start for the next test either, only take as long again. */
    private static final class Start implements AutoCloseable {

        private final Postgres postgres;
        private final KeycloakServer server;
        private final RuntimeException failure;

        Start() {
            Postgres database = null;
            KeycloakServer started = null;
            RuntimeException failed = null;
            try {
                database = isOnPostgres() ? new Postgres() : null;
                var options = ServerOptions.development();
                started = KeycloakServer.start(database == null ? options : database.of(options));
            } catch (RuntimeException e) {
                failed = e;
            }
            postgres = database;
            server = started;
            failure = failed;
        }

        private static boolean isOnPostgres() {
            var name = System.getProperty("keycloak.database", "");
            return switch (name) {
                case "postgres" -> true;
                case "", "embedded" -> false;
                default ->
                    throw new IllegalArgumentException("-Dkeycloak.database is postgres or embedded, not " + name);
            };
        }

        KeycloakServer server() {
            if (failure != null) {
                throw failure;
            }
            return server;
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
