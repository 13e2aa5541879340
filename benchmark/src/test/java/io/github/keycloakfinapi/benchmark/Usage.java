package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;

/**
 * What a server uses, by its own metrics.
 *
 * @param cpu milliseconds of its process
 * @param allocated bytes
 */
record Usage(double cpu, double allocated) {

    /** Up to now. */
    static Usage soFar(KeycloakServer keycloak) {
        collectGarbage();
        return new Usage(cpu(keycloak), allocated(keycloak));
    }

    /** From then to now. */
    Usage until(KeycloakServer keycloak) {
        var cpuUntilNow = cpu(keycloak);
        // Its time is not that of the calls.
        collectGarbage();
        return new Usage(cpuUntilNow - cpu, allocated(keycloak) - allocated);
    }

    /** For one of so many calls. */
    Usage per(long calls) {
        return new Usage(cpu / calls, allocated / calls);
    }

    /** What was allocated is known at the next garbage collection only. */
    private static void collectGarbage() {
        Jvms.tell("GC.run");
    }

    private static double cpu(KeycloakServer keycloak) {
        return metric(keycloak, "process_cpu_time_ns_total") / 1e6;
    }

    private static double allocated(KeycloakServer keycloak) {
        return metric(keycloak, "jvm_gc_memory_allocated_bytes_total");
    }

    /** Of the heap that is in use, in bytes, garbage included. */
    static double heap(KeycloakServer keycloak) {
        return metric(keycloak, "jvm_memory_used_bytes{area=\"heap\"");
    }

    private static double metric(KeycloakServer keycloak, String name) {
        return Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                .send()
                .expect(200)
                .body()
                .lines()
                .filter(line ->
                        line.startsWith(name + " ") || line.startsWith(name + "{") || line.startsWith(name + ","))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
