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
    private final Map<Calls, Duration> delays = new LinkedHashMap<>();

    /**
     * The calls that a fault is for.
     *
     * @param client the id of the one that sends them, or empty for all
     * @param path a part of the path
     */
    record Calls(Optional<String> client, String path) {
        boolean include(Optional<String> sender, String sentTo) {
            return (client.isEmpty() || client.equals(sender)) && sentTo.contains(path);
        }
    }

    private record Order(Calls calls, ReverseProxy.Passage fault) {}

    synchronized void add(Calls calls, int times, ReverseProxy.Passage fault) {
        for (var i = 0; i < times; i++) {
            orders.add(new Order(calls, fault));
        }
    }

    synchronized void delay(Calls calls, Duration delay) {
        delays.put(calls, delay);
    }

    synchronized void clear() {
        orders.clear();
        delays.clear();
    }

    /** What is for this client, or else, if there is none, for all. */
    synchronized void clear(Optional<String> client) {
        orders.removeIf(order -> order.calls().client().equals(client));
        delays.keySet().removeIf(calls -> calls.client().equals(client));
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
                .filter(each -> each.getKey().include(client, path))
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
