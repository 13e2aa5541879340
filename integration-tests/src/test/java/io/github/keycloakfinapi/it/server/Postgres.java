package io.github.keycloakfinapi.it.server;

import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;

/** A PostgreSQL in a container, as it comes, but that it can say how it carries out what Keycloak sends. */
public final class Postgres implements AutoCloseable {

    private static final int PORT = 5432;
    private static final String NAME = "keycloak";
    private static final String BACK_UP = "/tmp/keycloak.dump";
    /** The driver asks a server to cancel a statement that takes too long, and waits for it; ten seconds, if nobody says else. */
    private static final String PROPERTIES = "?cancelSignalTimeout=1";
    /** Until every connection has heard of a setting. */
    private static final long RELOAD_NANOSECONDS = 500_000_000;

    private static final String PLANS = "auto_explain.log_min_duration";

    private final GenericContainer<?> container = new GenericContainer<>("postgres:17")
            .withEnv("POSTGRES_DB", NAME)
            .withEnv("POSTGRES_USER", NAME)
            .withEnv("POSTGRES_PASSWORD", NAME)
            .withExposedPorts(PORT)
            // It does nothing until it is told to.
            .withCommand(
                    "postgres",
                    "-c",
                    "shared_preload_libraries=auto_explain",
                    "-c",
                    "auto_explain.log_analyze=on",
                    "-c",
                    "auto_explain.log_timing=off")
            // Over the network: while it initialises itself it hears none.
            .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U " + NAME));

    public Postgres() {
        container.start();
    }

    /** Whether there can be one. */
    public static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** A server that keeps its data here. */
    public ServerOptions of(ServerOptions options) {
        return options.build(options.build().database("postgres"))
                .argument("--db-url=jdbc:postgresql://" + address() + "/" + NAME + PROPERTIES)
                .argument("--db-connect-timeout=2s")
                .argument("--db-username=" + NAME)
                .argument("--db-password=" + NAME);
    }

    /** Containers see each other by their own addresses, a process of this machine sees the port that it was given here. */
    private String address() {
        return Backend.chosen() == Backend.CONTAINER
                ? container.getCurrentContainerInfo().getNetworkSettings().getNetworks().values().stream()
                        .map(ContainerNetwork::getIpAddress)
                        .map(address -> address + ":" + PORT)
                        .findFirst()
                        .orElseThrow()
                : container.getHost() + ":" + container.getMappedPort(PORT);
    }

    /** Carries out statements one by one, and answers the rows: a line for each, with a bar between two columns. */
    public String sql(String... statements) {
        return run(Stream.concat(
                Stream.of("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-U", NAME, "-d", NAME),
                Stream.of(statements).flatMap(statement -> Stream.of("-c", statement))));
    }

    /** A back-up as docs/cluster.md makes it, while servers use the database. */
    public void backUp() {
        run(Stream.of("pg_dump", "-U", NAME, "--format=custom", "--file=" + BACK_UP, NAME));
    }

    /** The database as it was at the back-up, and nothing else. For when no server runs. */
    public void restore() {
        run(Stream.of("dropdb", "-U", NAME, NAME));
        run(Stream.of("createdb", "-U", NAME, NAME));
        run(Stream.of("pg_restore", "-U", NAME, "--dbname=" + NAME, "--exit-on-error", BACK_UP));
    }

    private String run(Stream<String> command) {
        try {
            var result = container.execInContainer(command.toArray(String[]::new));
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(result.getStderr());
            }
            return result.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How all statements are carried out that anybody sends meanwhile: each with its text before its plan. */
    public List<String> plansOf(Runnable work) {
        var before = log().length();
        sql("alter system set " + PLANS + " = 0", "select pg_reload_conf()");
        LockSupport.parkNanos(RELOAD_NANOSECONDS);
        work.run();
        sql("alter system reset " + PLANS, "select pg_reload_conf()");
        LockSupport.parkNanos(RELOAD_NANOSECONDS);
        var plans = new ArrayList<String>();
        StringBuilder plan = null;
        for (var line : log().substring(before).split("\n")) {
            if (line.startsWith("\t") && plan != null) {
                plan.append(line.substring(1)).append('\n');
            } else {
                if (plan != null) {
                    plans.add(plan.toString());
                }
                plan = line.endsWith("plan:") ? new StringBuilder() : null;
            }
        }
        return plans;
    }

    /** From now on it answers nobody, and refuses nobody either. */
    public void hang() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    /** It goes on where it hung. */
    public void goOn() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    /** It ends, and refuses connections. Its data stay. */
    public void goAway() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    /** Containers have their address again, if nobody took it. */
    public void comeBack() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
    }

    private String log() {
        return container.getLogs(OutputType.STDERR);
    }

    @Override
    public void close() {
        container.stop();
    }
}
