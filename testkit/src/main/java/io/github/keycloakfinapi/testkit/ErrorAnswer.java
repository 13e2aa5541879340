package io.github.keycloakfinapi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Response;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Server;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** An error as finAPI writes it, in the form of the version that was called. */
record ErrorAnswer(int status, String code) implements Fault {

    private static final Map<Integer, String> CODES = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "BAD_REQUEST"),
            Map.entry(401, ""),
            Map.entry(403, "UNAUTHORIZED_ACCESS"),
            Map.entry(404, "UNKNOWN_ENTITY"),
            Map.entry(405, "METHOD_NOT_ALLOWED"),
            Map.entry(413, "BAD_REQUEST"),
            Map.entry(415, "UNSUPPORTED_MEDIA_TYPE"),
            Map.entry(422, "ILLEGAL_ENTITY_STATE"),
            Map.entry(423, "LOCKED"),
            Map.entry(500, "UNEXPECTED_ERROR"),
            Map.entry(503, "UNEXPECTED_ERROR")));

    /** Statuses of the business rules; the others are technical. */
    private static final List<Integer> BUSINESS = List.of(404, 422, 423);

    /** v1 writes no zone, and finAPI's clients assume this one. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    ErrorAnswer {
        requireNonNull(code);
    }

    static String usualCode(int status) {
        var code = CODES.get(status);
        if (code == null) {
            throw new IllegalArgumentException("finAPI answers no " + status + ", but one of " + CODES.keySet()
                    + "; a gateway, without a code, one of " + GatewayAnswer.REASONS.keySet());
        }
        return code;
    }

    @Override
    public Response answer(HttpExchange call, Server server) {
        var path = RunningFinapi.belowRealm(call.getRequestURI().getPath());
        var given = call.getRequestHeaders().getFirst("X-Request-Id");
        var requestId = given == null ? "selfgen-" + UUID.randomUUID() : given;
        var headers = new TreeMap<>(Map.of(
                "Content-Type", List.of("application/json"),
                "Cache-Control", List.of("no-store"),
                "X-Request-Id", List.of(requestId)));
        if (status == 503) {
            headers.put("Retry-After", List.of("1"));
        }
        Map<String, Object> body;
        if (status == 401) {
            var isToken = path.endsWith("/oauth/token");
            var error = code.isEmpty() ? isToken ? "invalid_client" : "invalid_token" : code;
            headers.put(
                    "WWW-Authenticate", List.of(isToken ? "Basic realm=\"finAPI\"" : "Bearer error=\"invalid_token\""));
            body = Map.of(
                    "error", error, "error_description", isToken ? "Bad client credentials" : "Invalid access token");
        } else {
            body = envelope(call.getRequestMethod() + " " + path, requestId, path.startsWith("/api/v2"));
        }
        return new Response(status, headers, Json.of(body).getBytes(UTF_8));
    }

    private Map<String, Object> envelope(String endpoint, String requestId, boolean isV2) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("message", "Ordered by the test: " + status + " " + code);
        detail.put("code", code);
        detail.put("type", BUSINESS.contains(status) ? "BUSINESS" : "TECHNICAL");
        var body = new LinkedHashMap<String, Object>();
        body.put("errors", List.of(detail));
        body.put("date", date(isV2));
        body.put("requestId", requestId);
        body.put("endpoint", endpoint);
        body.put("authContext", "0/0");
        if (!isV2) {
            // Version 1 writes the fields that have no value.
            detail.put("multiStepAuthentication", null);
            body.put("bank", null);
        }
        return body;
    }

    private static String date(boolean isV2) {
        var pattern = isV2 ? "yyyy-MM-dd'T'HH:mm:ss.SSSxxx" : "yyyy-MM-dd HH:mm:ss.SSS";
        return DateTimeFormatter.ofPattern(pattern).format(ZonedDateTime.now(ZONE));
    }

    @Override
    public String toString() {
        return "failNext(" + status + (code.isEmpty() ? ")" : ", \"" + code + "\")");
    }
}
