package io.github.keycloakfinapi.it.fuzz;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The server's heap over time. Its low points, right after a collection, are what is in use. */
final class Heap {

    private final KeycloakServer keycloak;
    private final List<Double> samples = new ArrayList<>();

    Heap(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    void sample() {
        samples.add(Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                .send()
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum());
    }

    /** From the second quarter of the samples, when all is loaded, to the last; bytes. */
    long growth() {
        var quarter = samples.size() / 4;
        return Math.round(lowest(samples.size() - quarter, samples.size()) - lowest(quarter, 2 * quarter));
    }

    private double lowest(int from, int to) {
        return samples.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }
}
