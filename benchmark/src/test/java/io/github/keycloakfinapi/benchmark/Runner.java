package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayList;
import java.util.List;

/** One side of a comparison while it runs. */
final class Runner {

    private final Load load;
    private final KeycloakServer keycloak;
    private final Wrk wrk;
    private final List<Double> throughputs = new ArrayList<>();
    /** Requests a second, at most: what can be sent once only must not run out. */
    private double expected = 250;

    Runner(Load load, KeycloakServer keycloak, Wrk wrk) {
        this.load = load;
        this.keycloak = keycloak;
        this.wrk = wrk;
    }

    void warmUp(int seconds) {
        // In two steps: how many requests the second may need is known from the first.
        saturate(1);
        saturate(seconds);
    }

    void measure(int seconds) {
        throughputs.add(saturate(seconds).throughput());
    }

    double last() {
        return throughputs.get(throughputs.size() - 1);
    }

    double throughput() {
        return Ratios.median(throughputs);
    }

    /** At this throughput; what a call costs the server is measured here, where no call waits for another. */
    Outcome.Side pace(int seconds, double throughput) {
        var calls = load.calls().apply((int) (2 * throughput * seconds) + 1);
        var before = Usage.soFar(keycloak);
        var result = wrk.pace(calls, seconds, throughput);
        return new Outcome.Side(
                List.copyOf(throughputs), result, before.until(keycloak).per(result.requests()));
    }

    /** As fast as the server can. */
    Wrk.Result saturate(int seconds) {
        return saturate(prepare(seconds), seconds);
    }

    /** The calls of a run, which may need users of their own. */
    List<Call> prepare(int seconds) {
        return load.calls().apply((int) (expected * seconds));
    }

    Wrk.Result saturate(List<Call> calls, int seconds) {
        try {
            var result = wrk.saturate(calls, seconds);
            // Some get faster with every round, or were slow by chance.
            expected = Math.max(expected, 2 * result.throughput());
            return result;
        } catch (Wrk.UsedUp tooFew) {
            if (calls.size() < (int) (expected * seconds)) {
                // They can be sent again, so they failed.
                throw tooFew;
            }
            expected *= 2;
            return saturate(seconds);
        }
    }
}
