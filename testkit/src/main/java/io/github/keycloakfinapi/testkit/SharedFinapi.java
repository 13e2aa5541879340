package io.github.keycloakfinapi.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shared server as one test sees it: with faults and calls of the test's own, and nothing to close. */
final class SharedFinapi implements DelegatingFinapi {

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
    public FinapiServer running() {
        return server;
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
    public void close() {
        // Others use it. It ends with the run.
    }
}
