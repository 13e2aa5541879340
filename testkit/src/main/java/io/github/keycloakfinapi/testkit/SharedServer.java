package io.github.keycloakfinapi.testkit;

/** The one server of a JVM. */
final class SharedServer {

    private static FinapiServer server;
    private static SharedFinapi everyones;
    private static boolean hasFailed;
    private static int runs;

    private SharedServer() {}

    /** Tried once: a server that does not start would not start for the next test either, only take as long again. */
    private static FinapiServer get() {
        if (hasFailed) {
            throw new HasFailed();
        }
        if (server == null) {
            hasFailed = true;
            server = FinapiServer.start();
            hasFailed = false;
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

    static synchronized void begin() {
        runs++;
    }

    /** A run may be a test of another one. */
    static synchronized void end() {
        runs--;
        if (runs == 0 && server != null) {
            server.close();
            server = null;
            everyones = null;
        }
    }

    /** In one line: the reason is long, and stands at the first test that asked. */
    private static final class HasFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HasFailed() {
            super("The server has not started: see the first test that asked for it", null, false, false);
        }
    }
}
