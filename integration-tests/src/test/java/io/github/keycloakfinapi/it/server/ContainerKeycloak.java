package io.github.keycloakfinapi.it.server;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Volume;
import dasniko.testcontainers.keycloak.KeycloakContainer;
import io.github.keycloakfinapi.testkit.server.BuiltImage;
import io.github.keycloakfinapi.testkit.server.Readiness;
import io.github.keycloakfinapi.testkit.server.Unattended;
import java.net.URI;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.MountableFile;

/** Keycloak as an operator runs it in a container: the published image with the JARs built in. */
final class ContainerKeycloak implements KeycloakServer {

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9000;
    private static final String DATABASE = "/opt/keycloak/data/database";

    private final KeycloakContainer container;
    private final ServerOptions options;

    private ContainerKeycloak(ServerOptions options) {
        this.options = options;
        this.container = new KeycloakContainer(BuiltImage.of(
                        options.build().forKeycloak(),
                        "keycloak-finapi-integration-tests",
                        "quay.io/keycloak/keycloak:" + Workspace.keycloakVersion()))
                .withImagePullPolicy(PullPolicy.defaultPolicy())
                .withProductionMode()
                .withOptimizedFlag()
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Workspace.realm(), 0644),
                        "/opt/keycloak/data/import/" + Workspace.realm().getFileName())
                .withAdminUsername(ServerOptions.ADMIN)
                .withAdminPassword(ServerOptions.ADMIN_PASSWORD)
                // Dozens of servers are started, and few of them are measured.
                .withEnv("KC_SPI_REALM_RESTAPI_EXTENSION__API__WARM_UP", "0")
                .withEnv(options.environment())
                .waitingFor(new Unattended());
        options.arguments().forEach(container::withCustomCommand);
        options.database().ifPresent(this::mount);
    }

    private void mount(Database database) {
        var folder = new Bind(database.folder().toString(), new Volume(DATABASE));
        container.withCreateContainerCmdModifier(
                command -> command.getHostConfig().withBinds(folder));
        Database.arguments(DATABASE).forEach(container::withCustomCommand);
    }

    static KeycloakServer start(ServerOptions options) {
        var keycloak = new ContainerKeycloak(options);
        try {
            keycloak.container.start();
            new Readiness(keycloak.container::isRunning, keycloak::log).await(keycloak.management(), keycloak.base());
            return keycloak;
        } catch (RuntimeException e) {
            keycloak.close();
            throw e;
        }
    }

    @Override
    public URI server() {
        return at(HTTP);
    }

    @Override
    public URI management() {
        return at(MANAGEMENT);
    }

    /** The gateway of the container's network, which on Linux is the machine that the engine runs on. */
    @Override
    public String testHost() {
        return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getGateway)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public String variable(String name) {
        return options.variable(name);
    }

    @Override
    public void close() {
        container.stop();
    }

    private URI at(int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }
}
