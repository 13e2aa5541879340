package io.github.keycloakfinapi.it.cluster;

import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cluster of {@code deploy/compose} as it is shipped: three nodes, PostgreSQL and HAProxy. Its clients know the proxy. */
final class Cluster implements KeycloakServer {

    /** Clusters run one at a time: two of them would slow each other down. */
    static final String MACHINE = "cluster";

    static final List<String> NODES = List.of("keycloak-1", "keycloak-2", "keycloak-3");

    static final String POSTGRES = "postgres";
    static final String IMAGE = "keycloak-finapi-cluster";

    /** As Infinispan logs it: the first member is the coordinator. */
    private static final Pattern VIEW = Pattern.compile(
            "Received new(?:, MERGED)? cluster view for channel ISPN: (?:MergeView::)?\\[([0-9a-f]+)-[^|]*\\|(\\d+)] \\((\\d+)\\)");

    private final Containers containers = new Containers();
    private final int port = freePort();
    private final Map<String, String> variables = RealmConfig.environment("dev");

    private Cluster() {}

    /** With the extension that the build has made. */
    static Cluster start() {
        return of(build(Workspace.repository(), IMAGE));
    }

    static Cluster of(String image) {
        var cluster = new Cluster();
        try {
            cluster.compose(image, "up", "-d", "--no-build");
            cluster.awaitAll();
            return cluster;
        } catch (RuntimeException e) {
            System.out.println(cluster.log());
            cluster.close();
            throw e;
        }
    }

    /** @param sources where the JARs are built */
    static String build(Path sources, String image) {
        Command.run(
                Map.of("DOCKER_BUILDKIT", "0"),
                "docker",
                "build",
                "-q",
                "-t",
                image,
                "-f",
                sources.resolve("docker/Dockerfile").toString(),
                sources.toString());
        return image;
    }

    /** Replaces a node by one of another image, and waits for it. */
    void replace(String node, String image) {
        compose(image, "up", "-d", "--no-build", "--no-deps", node);
        await(node);
    }

    private void compose(String image, String... arguments) {
        containers.compose(
                Map.of(
                        "FINAPI_IMAGE",
                        image,
                        "FINAPI_PORT",
                        Integer.toString(port),
                        "FINAPI_HOSTNAME",
                        "http://127.0.0.1:" + port,
                        // For Admin REST.
                        "FINAPI_OPERATORS",
                        "0.0.0.0/0"),
                arguments);
    }

    /** What its services run in. */
    Containers containers() {
        return containers;
    }

    /** Makes the database and all nodes run again, whatever has happened to them, and waits until they are ready. */
    void heal() {
        Stream.concat(Stream.of(POSTGRES), NODES.stream()).forEach(containers::heal);
        awaitAll();
    }

    void awaitAll() {
        NODES.forEach(this::await);
        Eventually.get(this::isWhole, whole -> whole);
        Eventually.get(this::isServed, served -> served);
    }

    private void await(String service) {
        var deadline = System.nanoTime() + Duration.ofMinutes(8).toNanos();
        while (!containers.isHealthy(service)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(service + " is not healthy:\n" + log());
            }
            pause(Duration.ofSeconds(1));
        }
    }

    /** The members of the cluster, as a node logged them last: JGroups' table keeps the rows of dead nodes for a while. */
    private record View(String coordinator, int id, int members) {}

    private View viewOf(String node) {
        return VIEW.matcher(containers.log(node))
                .results()
                .map(view -> new View(view.group(1), Integer.parseInt(view.group(2)), Integer.parseInt(view.group(3))))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException(node + " is in no cluster"));
    }

    private boolean isWhole() {
        var views = NODES.stream().map(this::viewOf).distinct().toList();
        return views.size() == 1 && views.get(0).members() == NODES.size();
    }

    private boolean isServed() {
        try {
            return FinApi.of(this, Version.V2).requestClientToken().status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    /** The node that JGroups has chosen. A member's name begins with its host name, which is the container's id. */
    String coordinator() {
        var coordinator = viewOf(NODES.get(0)).coordinator();
        return NODES.stream()
                .filter(node -> containers.id(node).startsWith(coordinator))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No node is " + coordinator));
    }

    List<String> othersThan(String node) {
        return NODES.stream().filter(other -> !other.equals(node)).toList();
    }

    /** One of the nodes, without the proxy. */
    KeycloakServer node(String node) {
        var server = URI.create("http://" + containers.address(node) + ":8080");
        return new Node(server, this);
    }

    NetworkCut cutOff(String node) {
        return NetworkCut.between(containers, node, othersThan(node));
    }

    String sql(String statement) {
        return containers.execute(POSTGRES, "psql", "-XqAt", "-U", "keycloak", "-d", "keycloak", "-c", statement);
    }

    @Override
    public URI server() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public URI management() {
        throw new UnsupportedOperationException("The management ports are not published");
    }

    @Override
    public String testHost() {
        return containers.gateway(POSTGRES);
    }

    @Override
    public String log() {
        return Stream.concat(NODES.stream(), Stream.of("haproxy", POSTGRES))
                .map(containers::log)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String variable(String name) {
        return variables.get(name);
    }

    @Override
    public void close() {
        compose(IMAGE, "down", "-v");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Node(URI server, Cluster cluster) implements KeycloakServer {
        @Override
        public URI management() {
            return URI.create("http://" + server.getHost() + ":9000");
        }

        @Override
        public String testHost() {
            return cluster.testHost();
        }

        @Override
        public String log() {
            return cluster.log();
        }

        @Override
        public String variable(String name) {
            return cluster.variable(name);
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException("It belongs to the cluster");
        }
    }
}
