package io.github.keycloakfinapi.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out what {@link Faults} has ordered. */
final class FaultOrders implements ReverseProxy.Passage {

    private final List<Order> orders = new ArrayList<>();
    private final Map<Delayed, Duration> delays = new LinkedHashMap<>();

    /**
     * The calls that a fault is for.
     *
     * @param client the id of the one that sends them, or empty for all
     * @param path a part of the path
     */
    record Calls(Optional<String> client, String path) {

        static final Calls ALL = new Calls(Optional.empty(), "");

        boolean include(Optional<String> sender, String sentTo) {
            return (client.isEmpty() || client.equals(sender)) && sentTo.contains(path);
        }

        /** Whether the others are narrowed in the same way, or further. */
        boolean cover(Calls others) {
            return (client.isEmpty() || client.equals(others.client)) && (path.isEmpty() || path.equals(others.path));
        }
    }

    private record Order(Object owner, Calls calls, ReverseProxy.Passage fault) {}

    private record Delayed(Object owner, Calls calls) {}

    synchronized void add(Object owner, Calls calls, int times, ReverseProxy.Passage fault) {
        for (var i = 0; i < times; i++) {
            orders.add(new Order(owner, calls, fault));
        }
    }

    synchronized void delay(Object owner, Calls calls, Duration delay) {
        delays.put(new Delayed(owner, calls), delay);
    }

    /** What this one has ordered for these calls. */
    synchronized void clear(Object owner, Calls calls) {
        orders.removeIf(order -> order.owner() == owner && calls.cover(order.calls()));
        delays.keySet().removeIf(delayed -> delayed.owner() == owner && calls.cover(delayed.calls()));
    }

    @Override
    public void pass(HttpExchange call, byte[] body, ReverseProxy.Server server)
            throws IOException, InterruptedException {
        var client = CallingClient.of(call, body);
        var path = call.getRequestURI().getPath();
        Thread.sleep(delayOf(client, path));
        next(client, path).pass(call, body, server);
    }

    private synchronized long delayOf(Optional<String> client, String path) {
        return delays.entrySet().stream()
                .filter(each -> each.getKey().calls().include(client, path))
                .mapToLong(each -> each.getValue().toMillis())
                .sum();
    }

    private synchronized ReverseProxy.Passage next(Optional<String> client, String path) {
        for (var each = orders.iterator(); each.hasNext(); ) {
            var order = each.next();
            if (order.calls().include(client, path)) {
                each.remove();
                return order.fault();
            }
        }
        return ReverseProxy.FORWARD;
    }
}
