package io.github.keycloakfinapi.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds every exchange below {@code {base}/api} and {@code {base}/oauth} to the specification: the answer always, and the
 * request wherever it is answered as a good one.
 */
public final class Contract {

    private static final Pattern FINAPI = Pattern.compile("/realms/[^/]+(/(?:api|oauth)(?:/.*)?)");
    /** Files, which are no operations. */
    private static final Pattern FILES = Pattern.compile("/api(/ui(/.*)?|/v[12]/openapi\\.(yaml|json))?");

    /** Clients of some languages write the value of these in another way than JSON does. */
    private static final Set<String> TRUTH = Set.of("includeMonthlyStats", "isDeleted", "isLocked");

    private static final List<String> OVERRIDABLE = List.of("PATCH", "DELETE");

    private static final Contract V1 = new Contract(Specification.V1, "/api/v1/users/anyone");
    private static final Contract V2 = new Contract(Specification.V2, "/api/v2/users/anyone");

    private final Specification specification;
    private final String elsewhere;
    private final OpenApiInteractionValidator validator;

    private Contract(Specification specification, String elsewhere) {
        this.specification = specification;
        // Documents all errors with which unknown paths and wrong verbs can be answered.
        this.elsewhere = elsewhere;
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(specification.text())
                .withBasePathOverride("/")
                .withStrictOperationPathMatching()
                .withLevelResolver(LevelResolver.create()
                        // Decided to be ignored, and not to be said in OpenAPI's words.
                        .withLevel("validation.request.accept.invalid", ValidationReport.Level.IGNORE)
                        .withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE)
                        .withLevel("validation.request.body.unexpected", ValidationReport.Level.IGNORE)
                        .withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    /**
     * Does nothing for other calls than finAPI's.
     *
     * @throws AssertionError when the answer, or a request that was answered well, is not as specified
     */
    public static void require(Call call, Answer answer) {
        var path = FINAPI.matcher(call.uri().getRawPath());
        // HEAD is answered without the body that belongs to its status.
        if (path.matches()
                && !FILES.matcher(path.group(1)).matches()
                && !call.method().equals("HEAD")
                && !isPreflight(call, answer)
                && !KeycloakItself.answered(call, answer)) {
            (path.group(1).startsWith("/api/v2") ? V2 : V1).require(call, path.group(1), answer);
        }
    }

    private void require(Call call, String path, Answer answer) {
        var method = method(call);
        var specified = specification.methods(path).contains(method);
        var report = specified
                ? validator.validateResponse(path, Request.Method.valueOf(method), response(answer))
                : validator.validateResponse(elsewhere, Request.Method.DELETE, response(answer));
        if (specified && answer.status() < 300) {
            report = report.merge(validator.validateRequest(request(call, method, path)));
        }
        if (report.hasErrors() || !specified && answer.status() < 400) {
            throw new AssertionError("Against the specification: "
                    + report.getMessages().stream()
                            .map(ValidationReport.Message::toString)
                            .collect(Collectors.joining("\n"))
                    + "\n" + call.method() + " " + call.uri() + "\n" + answer);
        }
    }

    /** CORS is a matter of browsers, and no operation. */
    private static boolean isPreflight(Call call, Answer answer) {
        return call.method().equals("OPTIONS")
                && call.headers().containsKey("Access-Control-Request-Method")
                && answer.status() == 200
                && answer.body().isEmpty();
    }

    private static String method(Call call) {
        return call.headers().getOrDefault("X-HTTP-Method-Override", List.of()).stream()
                .filter(override -> call.method().equals("POST") && OVERRIDABLE.contains(override))
                .findFirst()
                .orElse(call.method());
    }

    private static SimpleRequest request(Call call, String method, String path) {
        // The validator takes a plus in a path for a blank.
        var builder = new SimpleRequest.Builder(method, path.replace("+", "%2B"));
        var body = bodyOf(call, method);
        call.headers().forEach((name, all) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                // A scheme may be written in any case; the validator knows one.
                builder.withHeader(
                        name,
                        all.stream()
                                .map(value -> value.replaceFirst("(?i)^bearer ", "Bearer "))
                                .toList());
            } else if (!body.isEmpty()) {
                builder.withHeader(name, mediaType(all.get(0)));
            }
        });
        var query = call.uri().getRawQuery();
        if (query != null) {
            for (var parameter : query.split("&")) {
                var nameAndValue = parameter.split("=", 2);
                var name = decoded(nameAndValue[0]);
                var value = nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]);
                builder.withQueryParam(name, TRUTH.contains(name) ? truth(value) : value);
            }
        }
        if (!body.isEmpty()) {
            builder.withBody(body);
        }
        return builder.build();
    }

    private static String truth(String value) {
        return value.equals("1") || value.equals("True") ? "true" : value;
    }

    /** As the validator can read it: it knows JSON in UTF-8 only, and takes nothing for a parameter's value to be null. */
    private static String bodyOf(Call call, String method) {
        if (call.body() == null || method.equals("GET") || method.equals("DELETE")) {
            return "";
        }
        var text = new String(call.body(), UTF_8);
        if (call.headers().getOrDefault("Content-Type", List.of()).toString().contains("form")) {
            return Arrays.stream(text.split("&"))
                    .filter(parameter -> parameter.matches("[^=]+=.+"))
                    .collect(Collectors.joining("&"));
        }
        try {
            return text.isEmpty() ? text : Json.MAPPER.readTree(call.body()).toString();
        } catch (IOException malformed) {
            // Whether it may be is the specification's matter.
            return text;
        }
    }

    /** One that the validator knows: all that ends in {@code +json} is understood, and any charset. */
    private static String mediaType(String given) {
        return given.replaceFirst("(?i);.*", "").replaceFirst("(?i)/.*\\+json$", "/json");
    }

    private static SimpleResponse response(Answer answer) {
        var builder = SimpleResponse.Builder.status(answer.status());
        answer.headers().map().forEach(builder::withHeader);
        if (!answer.body().isEmpty()) {
            builder.withBody(answer.body());
            // The validator would take a body without a type for one of the right type.
            if (answer.header("Content-Type") == null) {
                builder.withContentType("none/none");
            }
        }
        return builder.build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
