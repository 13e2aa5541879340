package io.github.keycloakfinapi.it.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.github.keycloakfinapi.it.server.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The containers of {@code deploy/compose}, by the names of their services. */
final class Containers {

    private static final Path FILE = Workspace.repository().resolve("deploy/compose/docker-compose.yml");

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final String project =
            "finapi-cluster-" + UUID.randomUUID().toString().substring(0, 8);

    /** @param variables of the compose file */
    void compose(Map<String, String> variables, String... arguments) {
        var hasPlugin = Command.succeeds("docker", "compose", "version");
        var command = new ArrayList<>(hasPlugin ? List.of("docker", "compose") : List.of("docker-compose"));
        command.addAll(List.of("-p", project, "-f", FILE.toString()));
        command.addAll(Arrays.asList(arguments));
        Command.run(variables, command.toArray(String[]::new));
    }

    /** All of them at the same moment. */
    void kill(List<String> services) {
        var ids = services.stream().map(this::id);
        Command.run(Map.of(), Stream.concat(Stream.of("docker", "kill"), ids).toArray(String[]::new));
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

    /** Makes it run again, whatever has happened to it. */
    void heal(String service) {
        var state = inspect(service).getState();
        if (Boolean.TRUE.equals(state.getPaused())) {
            goOn(service);
        } else if (!Boolean.TRUE.equals(state.getRunning())) {
            start(service);
        }
    }

    boolean isHealthy(String service) {
        var state = inspect(service).getState();
        return Boolean.TRUE.equals(state.getRunning())
                && state.getHealth() != null
                && "healthy".equals(state.getHealth().getStatus());
    }

    String address(String service) {
        return network(service).getIpAddress();
    }

    /** The address of this machine, as the container sees it. */
    String gateway(String service) {
        return network(service).getGateway();
    }

    private ContainerNetwork network(String service) {
        return inspect(service).getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow();
    }

    String processId(String service) {
        return inspect(service).getState().getPidLong().toString();
    }

    String log(String service) {
        return Command.run(Map.of(), "docker", "logs", id(service));
    }

    /** Runs a command in a container. */
    String execute(String service, String... command) {
        return Command.run(
                Map.of(),
                Stream.concat(Stream.of("docker", "exec", id(service)), Stream.of(command))
                        .toArray(String[]::new));
    }

    String id(String service) {
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
}
