package io.github.keycloakfinapi.it.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The cluster of {@code deploy/compose} as it is shipped: three nodes, PostgreSQL and HAProxy. Its clients know the proxy. */
final class Cluster implements KeycloakServer {

    /** Clusters run one at a time: two of them would slow each other down. */
    static final String MACHINE = "cluster";

    static final List<String> NODES = List.of("keycloak-1", "keycloak-2", "keycloak-3");

    static final String POSTGRES = "postgres";
    static final String IMAGE = "keycloak-finapi-cluster";
    private static final Path FILE = Workspace.repository().resolve("deploy/compose/docker-compose.yml");

    /** As Infinispan logs it: the first member is the coordinator. */
    private static final Pattern VIEW = Pattern.compile(
            "Received new(?:, MERGED)? cluster view for channel ISPN: (?:MergeView::)?\\[([0-9a-f]+)-[^|]*\\|(\\d+)] \\((\\d+)\\)");

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final String project =
            "finapi-cluster-" + UUID.randomUUID().toString().substring(0, 8);
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
        var hasPlugin = Command.succeeds("docker", "compose", "version");
        var command = new ArrayList<>(hasPlugin ? List.of("docker", "compose") : List.of("docker-compose"));
        command.addAll(List.of("-p", project, "-f", FILE.toString()));
        command.addAll(Arrays.asList(arguments));
        Command.run(
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
                command.toArray(String[]::new));
    }

    void kill(String service) {
        docker.killContainerCmd(id(service)).exec();
    }

    /** As an operator stops it: it may finish the calls that it has. */
    void stop(String service) {
        docker.stopContainerCmd(id(service)).withTimeout(60).exec();
    }

    void start(String service) {
        docker.startContainerCmd(id(service)).exec();
    }

    /** From now on it answers nobody, and refuses nobody either. */
    void hang(String service) {
        docker.pauseContainerCmd(id(service)).exec();
    }

    void goOn(String service) {
        docker.unpauseContainerCmd(id(service)).exec();
    }

    /** Makes the database and all nodes run again, whatever has happened to them, and waits until they are ready. */
    void heal() {
        Stream.concat(Stream.of(POSTGRES), NODES.stream()).forEach(service -> {
            var state = inspect(service).getState();
            if (Boolean.TRUE.equals(state.getPaused())) {
                goOn(service);
            } else if (!Boolean.TRUE.equals(state.getRunning())) {
                start(service);
            }
        });
        awaitAll();
    }

    void awaitAll() {
        NODES.forEach(this::await);
        Eventually.get(this::isWhole, whole -> whole);
        Eventually.get(this::isServed, served -> served);
    }

    private void await(String service) {
        var deadline = System.nanoTime() + Duration.ofMinutes(8).toNanos();
        while (!isHealthy(service)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(service + " is not healthy:\n" + log());
            }
            pause(Duration.ofSeconds(1));
        }
    }

    private boolean isHealthy(String service) {
        var state = inspect(service).getState();
        return Boolean.TRUE.equals(state.getRunning())
                && state.getHealth() != null
                && "healthy".equals(state.getHealth().getStatus());
    }

    /** The members of the cluster, as a node logged them last: JGroups' table keeps the rows of dead nodes for a while. */
    private record View(String coordinator, int id, int members) {}

    private View viewOf(String node) {
        return VIEW.matcher(Command.run(Map.of(), "docker", "logs", id(node)))
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
            return finapiAnswers();
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private boolean finapiAnswers() {
        return FinApi.of(this, Version.V2).requestClientToken().status() == 200;
    }

    /** The node that JGroups has chosen. A member's name begins with its host name, which is the container's id. */
    String coordinator() {
        var coordinator = viewOf(NODES.get(0)).coordinator();
        return NODES.stream()
                .filter(node -> id(node).startsWith(coordinator))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No node is " + coordinator));
    }

    List<String> othersThan(String node) {
        return NODES.stream().filter(other -> !other.equals(node)).toList();
    }

    /** One of the nodes, without the proxy. */
    KeycloakServer node(String node) {
        var server = URI.create("http://" + addressOf(node) + ":8080");
        return new Node(server, this);
    }

    String addressOf(String service) {
        return network(service).getIpAddress();
    }

    private ContainerNetwork network(String service) {
        return inspect(service).getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow();
    }

    /** Cuts the network between this node and the others. All of them still reach the database and the proxy. */
    void cutOff(String node) {
        othersThan(node)
                .forEach(other -> inNetworkOf(node, "ip", "route", "add", "blackhole", addressOf(other) + "/32"));
    }

    void connect(String node) {
        othersThan(node)
                .forEach(other -> inNetworkOf(node, "ip", "route", "del", "blackhole", addressOf(other) + "/32"));
    }

    private void inNetworkOf(String service, String... command) {
        var pid = inspect(service).getState().getPidLong().toString();
        Command.run(
                Map.of(),
                Stream.concat(Stream.of("nsenter", "-t", pid, "-n"), Stream.of(command))
                        .toArray(String[]::new));
    }

    /** Whether this machine lets a test change the routes of a container. */
    static boolean canCutNetworks() {
        return Command.succeeds("nsenter", "--version")
                && Command.succeeds("ip", "-V")
                && "0".equals(Command.run(Map.of(), "id", "-u").strip());
    }

    String sql(String statement) {
        return Command.run(
                Map.of(),
                "docker",
                "exec",
                id(POSTGRES),
                "psql",
                "-XqAt",
                "-U",
                "keycloak",
                "-d",
                "keycloak",
                "-c",
                statement);
    }

    private String id(String service) {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("com.docker.compose.project", project, "com.docker.compose.service", service))
                .exec()
                .stream()
                .map(Container::getId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No container of " + service));
    }

    private InspectContainerResponse inspect(String service) {
        return docker.inspectContainerCmd(id(service)).exec();
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
        return network(POSTGRES).getGateway();
    }

    @Override
    public String log() {
        return Stream.concat(NODES.stream(), Stream.of("haproxy", POSTGRES))
                .map(this::log)
                .collect(Collectors.joining("\n"));
    }

    String log(String service) {
        return Command.run(Map.of(), "docker", "logs", "--tail", "2000", id(service));
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
