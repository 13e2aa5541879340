package io.github.keycloakfinapi.testkit;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the network of this machine out of a container: its administrator's password is known to everybody, and Docker publishes ports
 * at all addresses.
 */
final class LoopbackPorts {

    static final String ADDRESS = "127.0.0.1";

    private static final Set<String> NAMES = Set.of("localhost", ADDRESS);

    private LoopbackPorts() {}

    /** @param engine the host at which the engine's containers are reached */
    static boolean isHere(String engine) {
        return NAMES.contains(engine);
    }

    /** Those that are bound to an address stay as they are. */
    static void bind(CreateContainerCmd created) {
        var host = created.getHostConfig();
        if (host == null || host.getPortBindings() == null) {
            return;
        }
        var bindings = host.getPortBindings().getBindings().entrySet().stream()
                .flatMap(port -> Stream.of(port.getValue()).map(to -> new PortBinding(bound(to), port.getKey())))
                .toList();
        host.withPortBindings(bindings);
    }

    private static Binding bound(Binding to) {
        return to.getHostIp() == null || to.getHostIp().isEmpty() ? new Binding(ADDRESS, to.getHostPortSpec()) : to;
    }
}
