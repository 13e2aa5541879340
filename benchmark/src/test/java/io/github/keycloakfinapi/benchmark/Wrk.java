package io.github.keycloakfinapi.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.http.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** The load generator: <a href="https://github.com/wg/wrk">wrk</a>, one thread of it. */
final class Wrk implements AutoCloseable {
    private static final long AFTERMATH_MILLISECONDS = 500;

    /** As many callers at once saturate two cores; more only wait. */
    static final int CONNECTIONS = 8;

    private static final Pattern RESULT = Pattern.compile("result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private final Path folder;

    Wrk() {
        try {
            folder = Files.createTempDirectory("wrk-");
            try (var script = Wrk.class.getResourceAsStream("/load.lua")) {
                Files.copy(script, folder.resolve("load.lua"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Latencies in milliseconds, throughput in requests a second. */
    record Result(long requests, double throughput, double p50, double p95, double p99) {}

    /** The server was faster than expected: requests that succeed only once were sent again. */
    static final class UsedUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        private UsedUp(String output) {
            super(output);
        }
    }

    /**
     * As fast as the server can.
     *
     * @throws UsedUp when there were too few calls
     */
    Result saturate(List<Call> calls, int seconds) {
        return run(calls, seconds, CONNECTIONS, 0);
    }

    /** At about this throughput, if the server can: four times the connections, each of which waits between its requests. */
    Result pace(List<Call> calls, int seconds, double throughput) {
        var connections = 4 * CONNECTIONS;
        return run(calls, seconds, connections, Math.max(1, (int) Math.round(1000 * connections / throughput)));
    }

    private Result run(List<Call> calls, int seconds, int connections, int pause) {
        try {
            // wrk hangs up on what is under way. Of two logins of one user at once Keycloak refuses the second.
            Thread.sleep(AFTERMATH_MILLISECONDS);
            var requests = folder.resolve("requests");
            Files.write(requests, wire(calls));
            var uri = calls.get(0).uri();
            var process = new ProcessBuilder(
                            "wrk",
                            "--threads=1",
                            "--connections=" + connections,
                            "--duration=" + seconds + "s",
                            "--timeout=30s",
                            "--script=" + folder.resolve("load.lua"),
                            "http://" + uri.getAuthority(),
                            "--",
                            requests.toString(),
                            String.valueOf(pause))
                    .redirectErrorStream(true)
                    .start();
            return result(new String(process.getInputStream().readAllBytes(), UTF_8), calls.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("wrk has to be on the path; Debian and Homebrew have it", e);
        }
    }

    private static Result result(String output, int calls) {
        var found = RESULT.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("wrk failed:\n" + output);
        }
        var requests = Long.parseLong(found.group(1));
        if (Long.parseLong(found.group(3)) > 0) {
            var message = "Not all requests succeeded:\n" + output;
            throw requests > calls ? new UsedUp(message) : new IllegalStateException(message);
        }
        return new Result(
                requests,
                requests * 1e6 / Long.parseLong(found.group(2)),
                milliseconds(found.group(4)),
                milliseconds(found.group(5)),
                milliseconds(found.group(6)));
    }

    private static double milliseconds(String microseconds) {
        return Long.parseLong(microseconds) / 1000.0;
    }

    private static byte[] wire(List<Call> calls) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var call : calls) {
            var head = new StringBuilder()
                    .append(call.method())
                    .append(' ')
                    .append(call.uri().getRawPath())
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(call.uri().getAuthority())
                    .append("\r\n");
            call.headers()
                    .forEach((name, values) -> values.forEach(value ->
                            head.append(name).append(": ").append(value).append("\r\n")));
            var body = call.body() == null ? new byte[0] : call.body();
            if (call.body() != null) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            var bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
            all.write((bytes.length + body.length + "\n").getBytes(ISO_8859_1));
            all.write(bytes);
            all.write(body);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
