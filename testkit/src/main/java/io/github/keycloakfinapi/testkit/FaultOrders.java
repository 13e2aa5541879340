package io.github.keycloakfinapi.testkit;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@link Faults} has ordered. */
final class FaultOrders {

    private final List<Order> orders = new ArrayList<>();
    private final Map<Delayed, Duration> delays = new LinkedHashMap<>();

    /**
     * The calls that a fault is for.
     *
     * @param client the id of the one that sends them, or empty for all
     * @param method or empty for all
     * @param path a part of the path below the base URL
     */
    record Calls(Optional<String> client, String method, String path) {

        Calls {
            requireNonNull(method);
            requireNonNull(path);
        }

        static final Calls ALL = new Calls(Optional.empty(), "", "");

        boolean include(Optional<String> sender, HttpExchange call) {
            return (client.isEmpty() || client.equals(sender))
                    && (method.isEmpty() || method.equals(call.getRequestMethod()))
                    && RunningFinapi.belowRealm(call.getRequestURI().getPath()).contains(path);
        }

        /** Whether the others are narrowed in the same way, or further. */
        boolean cover(Calls others) {
            return (client.isEmpty() || client.equals(others.client))
                    && (method.isEmpty() || method.equals(others.method))
                    && (path.isEmpty() || path.equals(others.path));
        }

        @Override
        public String toString() {
            return (method.isEmpty() ? "any call" : method)
                    + (path.isEmpty() ? "" : " of " + path)
                    + client.map(id -> " by client " + id).orElse("");
        }
    }

    private static final class Order {

        private final Object owner;
        private final Calls calls;
        private final Fault fault;
        private final int times;
        private int left;

        Order(Object owner, Calls calls, Fault fault, int times) {
            this.owner = owner;
            this.calls = calls;
            this.fault = fault;
            this.times = times;
            this.left = times;
        }
    }

    private record Delayed(Object owner, Calls calls) {}

    synchronized void add(Object owner, Calls calls, int times, Fault fault) {
        orders.add(new Order(owner, calls, fault, times));
    }

    synchronized void delay(Object owner, Calls calls, Duration delay) {
        delays.put(new Delayed(owner, calls), delay);
    }

    /** What this one has ordered for these calls. */
    synchronized void clear(Object owner, Calls calls) {
        orders.removeIf(order -> order.owner == owner && calls.cover(order.calls));
        delays.keySet().removeIf(delayed -> delayed.owner() == owner && calls.cover(delayed.calls()));
    }

    /** The orders of this one that no call at all has met. */
    synchronized List<String> unmet(Object owner) {
        return orders.stream()
                .filter(order -> order.owner == owner && order.left == order.times)
                .map(order -> order.fault + " for " + order.calls)
                .toList();
    }

    synchronized Duration delayOf(Optional<String> client, HttpExchange call) {
        return delays.entrySet().stream()
                .filter(each -> each.getKey().calls().include(client, call))
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    synchronized Fault next(Optional<String> client, HttpExchange call) {
        var met = orders.stream()
                .filter(order -> order.calls.include(client, call))
                .findFirst();
        met.ifPresent(order -> {
            order.left--;
            if (order.left == 0) {
                orders.remove(order);
            }
        });
        return met.map(order -> order.fault).orElse(Fault.NONE);
    }
}
