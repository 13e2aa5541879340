package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.fuzz.Fuzz;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code ./mvnw verify -Pfuzz -Dfuzz.requests=100000 -Dfuzz.seed=42}. */
@WithKeycloak
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzIT {

    private static final long MEBIBYTE = 1024 * 1024;

    private final KeycloakServer keycloak;
    private final Fuzz fuzz = new Fuzz(Integer.getInteger("fuzz.requests", 2_000), seed());

    private Fuzz.Report report;

    FuzzIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    private static long seed() {
        var given = System.getProperty("fuzz.seed", "");
        return given.isEmpty() ? new Random().nextInt() : Long.parseLong(given);
    }

    @BeforeAll
    void run() {
        report = fuzz.run(keycloak);
        System.out.printf(
                "-Dfuzz.requests=%d -Dfuzz.seed=%d: answers by status %s, heap %+d MiB%n",
                fuzz.requests(), fuzz.seed(), report.answers(), report.heapGrowth() / MEBIBYTE);
    }

    @Test
    void everyAnswerIsSpecifiedAndHarmless() {
        assertThat(report.failures().values())
                .as("-Dfuzz.requests=%d -Dfuzz.seed=%d", fuzz.requests(), fuzz.seed())
                .isEmpty();
    }

    /** Where all requests fail at their first check, none has tested anything. */
    @Test
    void theRequestsReachTheOperations() {
        assertThat(report.answers()).containsKeys(200, 201, 400, 401, 403, 404, 405, 415, 422);
    }

    @Test
    void theServerIsStillHealthy() {
        assertThat(Call.to("GET", URI.create(keycloak.management() + "/health/ready"))
                        .send()
                        .status())
                .isEqualTo(200);
    }

    /** A leak of a kibibyte for each request would be noticed; the rest is what other tests do meanwhile. */
    @Test
    void theHeapIsSteady() {
        assertThat(report.heapGrowth()).isLessThan(fuzz.requests() * 1024L + 64 * MEBIBYTE);
    }
}
