package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;

/**
 * What a server has used so far, by its own metrics.
 *
 * @param cpu milliseconds of its process
 * @param allocated bytes
 */
record Usage(double cpu, double allocated) {

    static Usage of(KeycloakServer keycloak) {
        // What was allocated is known at the next garbage collection only.
        Jvms.tell("GC.run");
        var metrics = Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                .send()
                .expect(200)
                .body();
        return new Usage(
                value(metrics, "process_cpu_time_ns_total") / 1e6,
                value(metrics, "jvm_gc_memory_allocated_bytes_total"));
    }

    Usage since(Usage before) {
        return new Usage(cpu - before.cpu, allocated - before.allocated);
    }

    /** For one of so many calls. */
    Usage per(long calls) {
        return new Usage(cpu / calls, allocated / calls);
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
