package io.github.keycloakfinapi.testkit;

/** The shared server as one test sees it: with faults of the test's own, and nothing to close. */
final class SharedFinapi implements FinapiServer {

    private final FinapiServer server;
    private final Faults faults;

    SharedFinapi(FinapiServer server) {
        this.server = server;
        this.faults = server.faults().apart();
    }

    @Override
    public String getBaseUrl() {
        return server.getBaseUrl();
    }

    @Override
    public String getHostRootUrl() {
        return server.getHostRootUrl();
    }

    @Override
    public FinapiClient client() {
        return server.client();
    }

    @Override
    public FinapiClient adminClient() {
        return server.adminClient();
    }

    @Override
    public FinapiClient createClient() {
        return server.createClient();
    }

    @Override
    public FinapiClient createClient(FinapiSettings settings) {
        return server.createClient(settings);
    }

    @Override
    public void deleteClient(FinapiClient client) {
        server.deleteClient(client);
    }

    @Override
    public FinapiUser createUser(FinapiClient client) {
        return server.createUser(client);
    }

    @Override
    public void verify(FinapiUser user) {
        server.verify(user);
    }

    @Override
    public void deleteUser(FinapiUser user) {
        server.deleteUser(user);
    }

    @Override
    public String clientToken(FinapiClient client) {
        return server.clientToken(client);
    }

    @Override
    public String userToken(FinapiUser user) {
        return server.userToken(user);
    }

    @Override
    public void sendDeletionCallbacks(FinapiClient client, String url) {
        server.sendDeletionCallbacks(client, url);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public String getLogs() {
        return server.getLogs();
    }

    @Override
    public void close() {
        // Others use it. It ends with the run.
    }
}
