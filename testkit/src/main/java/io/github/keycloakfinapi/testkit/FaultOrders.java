package io.github.keycloakfinapi.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out what {@link Faults} has ordered. */
final class FaultOrders implements ReverseProxy.Passage {

    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Duration> delays = new LinkedHashMap<>();

    private record Order(String path, ReverseProxy.Passage fault) {}

    synchronized void add(String path, int times, ReverseProxy.Passage fault) {
        for (var i = 0; i < times; i++) {
            orders.add(new Order(path, fault));
        }
    }

    synchronized void delay(String path, Duration delay) {
        delays.put(path, delay);
    }

    synchronized void clear() {
        orders.clear();
        delays.clear();
    }

    @Override
    public void pass(HttpExchange call, ReverseProxy.Server server) throws IOException, InterruptedException {
        var path = call.getRequestURI().getPath();
        Thread.sleep(delayOf(path));
        next(path).pass(call, server);
    }

    private synchronized long delayOf(String path) {
        return delays.entrySet().stream()
                .filter(each -> path.contains(each.getKey()))
                .mapToLong(each -> each.getValue().toMillis())
                .sum();
    }

    private synchronized ReverseProxy.Passage next(String path) {
        for (var each = orders.iterator(); each.hasNext(); ) {
            var order = each.next();
            if (path.contains(order.path())) {
                each.remove();
                return order.fault();
            }
        }
        return (call, server) -> server.ask().sendTo(call);
    }
}
