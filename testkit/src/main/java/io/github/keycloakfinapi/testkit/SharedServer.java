package io.github.keycloakfinapi.testkit;

/** The one server of a JVM. */
final class SharedServer {

    private static FinapiServer server;
    private static SharedFinapi everyones;
    private static RuntimeException failure;

    private SharedServer() {}

    /** Tried once: a server that does not start would not start for the next test either, only take as long again. */
    private static FinapiServer get() {
        if (failure != null) {
            throw failure;
        }
        if (server == null) {
            try {
                server = FinapiServer.start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return server;
    }

    static synchronized FinapiServer everyones() {
        if (everyones == null) {
            everyones = new SharedFinapi(get());
        }
        return everyones;
    }

    static synchronized FinapiServer ofATest() {
        return new SharedFinapi(get());
    }

    static synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
            everyones = null;
        }
    }
}
