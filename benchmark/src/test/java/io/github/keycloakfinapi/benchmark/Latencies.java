package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** How long calls took, one after the other, each until its last byte; in milliseconds. */
final class Latencies {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Double> each = new ArrayList<>();

    /** @return what came, which is not looked at: that would be the caller's time */
    byte[] measure(Call call) {
        var content = call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body());
        var request = HttpRequest.newBuilder(call.uri()).method(call.method(), content);
        call.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            var built = request.build();
            var begin = System.nanoTime();
            var response = HTTP.send(built, BodyHandlers.ofByteArray());
            each.add((System.nanoTime() - begin) / 1e6);
            if (response.statusCode() != 200) {
                throw new IllegalStateException(call.uri() + " " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return each.size();
    }

    double sum() {
        return each.stream().mapToDouble(Double::doubleValue).sum();
    }

    double p50() {
        return Ratios.median(each);
    }

    /** Of less than a hundred the slowest. */
    double p99() {
        var sorted = each.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
    }
}
