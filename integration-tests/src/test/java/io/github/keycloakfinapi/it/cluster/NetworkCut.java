package io.github.keycloakfinapi.it.cluster;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The network between a node and others is cut until this is closed. All of them still reach the database and the proxy.
 *
 * @param node whose routes to the others are taken away
 * @param others their addresses
 */
record NetworkCut(Containers containers, String node, List<String> others) implements AutoCloseable {

    static NetworkCut between(Containers containers, String node, List<String> others) {
        var cut = new NetworkCut(
                containers, node, others.stream().map(containers::address).toList());
        cut.route("add");
        return cut;
    }

    @Override
    public void close() {
        route("del");
    }

    private void route(String change) {
        others.forEach(address -> inNetwork("ip", "route", change, "blackhole", address + "/32"));
    }

    private void inNetwork(String... command) {
        Command.run(
                Map.of(),
                Stream.concat(Stream.of("nsenter", "-t", containers.processId(node), "-n"), Stream.of(command))
                        .toArray(String[]::new));
    }

    /** Whether this machine lets a test change the routes of a container. */
    static boolean isPossible() {
        return Command.succeeds("nsenter", "--version")
                && Command.succeeds("ip", "-V")
                && "0".equals(Command.run(Map.of(), "id", "-u").strip());
    }
}
