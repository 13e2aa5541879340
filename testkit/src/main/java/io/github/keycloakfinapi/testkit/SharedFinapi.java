package io.github.keycloakfinapi.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shared server as one test sees it: with faults and calls of the test's own, and nothing to close. */
final class SharedFinapi implements FinapiServer {

    private final FinapiServer server;
    private final Faults faults;
    /** The numbers of calls that are not the test's. */
    private final Map<FinapiClient, Integer> before;

    SharedFinapi(FinapiServer server) {
        this.server = server;
        this.faults = server.faults().apart();
        this.before = Stream.of(server.client(), server.adminClient())
                .collect(Collectors.toMap(
                        each -> each, each -> server.calls(each).size()));
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
    public List<FinapiCall> calls(FinapiClient client) {
        var all = server.calls(client);
        return all.subList(before.getOrDefault(client, 0), all.size());
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
