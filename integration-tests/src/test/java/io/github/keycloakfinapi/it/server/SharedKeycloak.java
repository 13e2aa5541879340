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

        private final KeycloakServer server;
        private final RuntimeException failure;

        Start() {
            KeycloakServer started = null;
            RuntimeException failed = null;
            try {
                started = KeycloakServer.start(ServerOptions.development());
            } catch (RuntimeException e) {
                failed = e;
            }
            server = started;
            failure = failed;
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
        }
    }
}
