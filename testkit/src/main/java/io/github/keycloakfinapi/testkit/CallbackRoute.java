package io.github.keycloakfinapi.testkit;

import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The way of a call of the server to an application on this machine. */
abstract class CallbackRoute implements AutoCloseable {

    /**
     * The URL for the server that leads to this one of the test's machine. It replaces the client's former one.
     *
     * @param client its id
     */
    abstract String to(String client, URI application);

    /** The client has no URL any more. */
    void forget(String client) {
        // Most routes hold nothing.
    }

    @Override
    public void close() {
        // Most routes hold nothing.
    }

    /** For a server of this machine. */
    static CallbackRoute direct() {
        return new CallbackRoute() {
            @Override
            String to(String client, URI application) {
                return application.toString();
            }
        };
    }

    /**
     * For a server in a container, which reaches this machine at an address at which applications under test do not listen.
     *
     * @param gateway of the container's network
     */
    static CallbackRoute fromContainer(String gateway) {
        return new Relay(gateway);
    }

    private static final class Relay extends CallbackRoute {

        private final String gateway;
        private final Map<String, ReverseProxy> relays = new ConcurrentHashMap<>();

        Relay(String gateway) {
            this.gateway = gateway;
        }

        @Override
        String to(String client, URI application) {
            try {
                var bridge = InetAddress.getByName(gateway);
                // Where the engine has a machine of its own, the gateway is there and not here.
                var isHere = NetworkInterface.getByInetAddress(bridge) != null;
                var target = URI.create(application.getScheme() + "://" + application.getRawAuthority());
                var path = application.getRawPath().isEmpty() ? "/" : application.getRawPath();
                var query = application.getRawQuery() == null ? "" : "?" + application.getRawQuery();
                var relay = new ReverseProxy(
                        isHere ? bridge : InetAddress.getLoopbackAddress(), target, any -> path + query, only(path));
                forget(client);
                relays.put(client, relay);
                var host = isHere ? gateway : "host.docker.internal";
                return "http://" + host + ":" + relay.uri().getPort() + path + query;
            } catch (IOException e) {
                throw new IllegalStateException("The server cannot reach this machine", e);
            }
        }

        /** Every container of the network reaches the relay, and the rest of the application is nothing to them. */
        private static ReverseProxy.Passage only(String path) {
            return (call, body, application) -> {
                if (path.equals(call.getRequestURI().getRawPath())) {
                    application.ask().sendTo(call);
                } else {
                    call.sendResponseHeaders(404, -1);
                }
            };
        }

        @Override
        void forget(String client) {
            Optional.ofNullable(relays.remove(client)).ifPresent(ReverseProxy::close);
        }

        @Override
        public void close() {
            relays.values().forEach(ReverseProxy::close);
        }
    }
}
