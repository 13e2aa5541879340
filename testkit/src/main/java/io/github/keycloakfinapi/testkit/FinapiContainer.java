package io.github.keycloakfinapi.testkit;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import io.github.keycloakfinapi.testkit.server.BuiltImage;
import io.github.keycloakfinapi.testkit.server.KeycloakBuild;
import io.github.keycloakfinapi.testkit.server.Readiness;
import io.github.keycloakfinapi.testkit.server.Unattended;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.MountableFile;

/**
 * The server in a container, with an embedded database that ends with it.
 *
 * <p>What it runs is built when the container is made, on top of the image that it is made from, and kept by the engine: the first time
 * takes a minute or two more.
 */
public final class FinapiContainer extends ExtendableKeycloakContainer<FinapiContainer>
        implements DelegatingFinapi, ConfigurableFinapi<FinapiContainer> {

    private static final String REALM = "/opt/keycloak/data/import/" + KitFiles.REALM;

    private final boolean isPublished;
    private FinapiSettings settings = FinapiSettings.defaults();
    private RunningFinapi finapi;

    /** From the image of Keycloak, of the version that the kit is for, with the extension that the kit carries. */
    public FinapiContainer() {
        this("quay.io/keycloak/keycloak:" + KitFiles.keycloakVersion(), List.of(KitFiles.JAR));
    }

    private FinapiContainer(String image, List<String> providers) {
        super(built(image, providers));
        isPublished = providers.isEmpty();
        waitingFor(new Unattended());
        withCreateContainerCmdModifier(created -> {
            // Where the engine has a machine of its own, that one's loopback address would lead nowhere.
            if (LoopbackPorts.isHere(getHost())) {
                LoopbackPorts.bind(created);
            }
        });
    }

    /**
     * From an image of this project, with the extension and the realm that are in it.
     *
     * @param name such as {@code ghcr.io/keycloak-finapi/keycloak-finapi:0.1.0}
     */
    public static FinapiContainer ofImage(String name) {
        return new FinapiContainer(name, List.of());
    }

    /** The image with a database that needs no other server: each start would do it again. */
    private static String built(String image, List<String> providers) {
        var files = KitFiles.unpack(providers.toArray(String[]::new));
        var build = new KeycloakBuild(
                image, KitFiles.BUILD, providers.stream().map(files::resolve).toList(), Optional.empty());
        return BuiltImage.of(build, "keycloak-finapi-testkit", image);
    }

    @Override
    public FinapiSettings settings() {
        return settings;
    }

    @Override
    public FinapiContainer withSettings(FinapiSettings all) {
        settings = all;
        return this;
    }

    @Override
    protected void configure() {
        withImagePullPolicy(PullPolicy.defaultPolicy());
        withAdminUsername(KeycloakAdmin.USER);
        withAdminPassword(KeycloakAdmin.PASSWORD);
        withOptimizedFlag();
        withEnv(KitFiles.environment(settings));
        super.configure();
        // Not as it is put together there: the published image imports its realm without being told, and refuses to be
        // told twice.
        var command = Stream.concat(Stream.of("start", "--optimized"), KitFiles.OPTIONS.stream());
        if (isPublished) {
            // It says postgres, for those who build nothing.
            withEnv("KC_DB", "dev-mem");
            setCommand(command.toArray(String[]::new));
        } else {
            var realm = KitFiles.unpack(KitFiles.REALM).resolve(KitFiles.REALM);
            withCopyFileToContainer(MountableFile.forHostPath(realm, 0644), REALM);
            setCommand(Stream.concat(command, Stream.of("--import-realm")).toArray(String[]::new));
        }
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse container) {
        var gateway = container.getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getGateway)
                .findFirst()
                .orElseThrow();
        new Readiness(this::isRunning, this::getLogs)
                .await(at(getHttpMgmtPort()), URI.create(at(getHttpPort()) + "/realms/" + RunningFinapi.REALM));
        finapi = new RunningFinapi(
                at(getHttpPort()),
                CallbackRoute.fromContainer(gateway),
                settings,
                KitFiles.environment(settings),
                this::getLogs);
    }

    private URI at(int port) {
        // By the number where the ports are bound to it: the name may be that of an IPv6 address.
        var host = LoopbackPorts.isHere(getHost()) ? LoopbackPorts.ADDRESS : getHost();
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public FinapiServer running() {
        if (finapi == null) {
            throw new IllegalStateException("Call start() first");
        }
        return finapi;
    }

    @Override
    public String getLogs() {
        return super.getLogs();
    }

    @Override
    public void stop() {
        if (finapi != null) {
            finapi.close();
            finapi = null;
        }
        super.stop();
    }

    @Override
    public void close() {
        stop();
    }
}
