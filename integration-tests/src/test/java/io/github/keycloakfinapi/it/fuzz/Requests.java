package io.github.keycloakfinapi.it.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Specification;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests to every operation of both versions, made of what the specification says that they take. */
final class Requests {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final List<String> VERBS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/problem+json",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "application/x-www-form-urlencoded;charset=iso-8859-1",
            "multipart/form-data;boundary=x",
            "multipart/form-data",
            "*/*",
            "json",
            ";");
    private static final List<String> ODD_PATHS =
            List.of("/", "//", "/more", ";a=b", "/..", "%2F", "%00", "/%FF", "?", "%20");

    private final Target target;
    private final Values values;
    private final Bodies bodies;

    private Requests(Target target) {
        this.target = target;
        this.values = new Values(target);
        this.bodies = new Bodies(values);
    }

    static Arbitrary<Call> to(Target target) {
        var requests = new Requests(target);
        var operations = Stream.of(Specification.V1, Specification.V2)
                .flatMap(version -> version.api().getPaths().entrySet().stream())
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(verb -> requests.of(verb.getKey().name(), path.getKey(), verb.getValue())))
                .toList();
        return Arbitraries.oneOf(operations);
    }

    private Arbitrary<Call> of(String verb, String path, Operation operation) {
        return Combinators.combine(
                        oneIn(15, Arbitraries.just(verb), Arbitraries.of(VERBS)),
                        path(path),
                        query(operation),
                        headers(operation),
                        body(operation))
                .as((method, rawPath, query, headers, body) -> new Call(
                        method,
                        target.at(rawPath + (query.isEmpty() ? "" : "?" + query)),
                        merged(headers, body.headers()),
                        body.content()));
    }

    private Arbitrary<String> path(String template) {
        var id = values.text(
                        "userId", new Schema<>().type("string").minLength(1).maxLength(36))
                .filter(text -> !text.isEmpty() && text.length() < 1_000)
                .map(text -> URLEncoder.encode(text, UTF_8).replace("+", "%20"));
        var path = template.contains("{")
                ? id.map(text -> template.replaceFirst("\\{.*?}", text))
                : Arbitraries.just(template);
        return oneIn(
                25, path, Combinators.combine(path, Arbitraries.of(ODD_PATHS)).as(String::concat));
    }

    private Arbitrary<String> query(Operation operation) {
        var schema = new ObjectSchema();
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn().equals("query"))
                    .forEach(parameter -> schema.addProperty(parameter.getName(), parameter.getSchema()));
        }
        // Where a body carries the same, the query mostly leaves it to that.
        return operation.getRequestBody() == null
                ? bodies.query(schema)
                : oneIn(6, Arbitraries.just(""), bodies.query(schema));
    }

    private record Body(byte[] content, Map<String, List<String>> headers) {}

    private Arbitrary<Body> body(Operation operation) {
        var content = operation.getRequestBody() == null ? Map.<String, Schema<?>>of() : schemas(operation);
        var schema = content.getOrDefault(FORM, content.getOrDefault(JSON, new ObjectSchema()));
        var type = content.containsKey(FORM) ? FORM : JSON;
        var right = content.containsKey(FORM) ? bodies.form(schema) : bodies.json(schema);
        var other = content.containsKey(FORM) ? bodies.json(schema) : bodies.form(schema);
        var given = Combinators.combine(
                        oneIn(20, right, other), oneIn(12, Arbitraries.just(type), Arbitraries.of(TYPES)))
                .as((bytes, mediaType) -> new Body(bytes, Map.of("Content-Type", List.of(mediaType))));
        var none = Arbitraries.of(new Body(null, Map.of()), new Body(null, Map.of("Content-Type", List.of(type))));
        return content.isEmpty() ? oneIn(10, none, given) : oneIn(15, given, none);
    }

    private static Map<String, Schema<?>> schemas(Operation operation) {
        var schemas = new TreeMap<String, Schema<?>>();
        operation.getRequestBody().getContent().forEach((type, media) -> schemas.put(type, media.getSchema()));
        return schemas;
    }

    private Arbitrary<Map<String, List<String>>> headers(Operation operation) {
        var security = String.valueOf(operation.getSecurity());
        var right = security.contains("userToken")
                ? Target.USER
                : security.contains("mandatorAdminToken") ? Target.MANDATOR_ADMIN : Target.CLIENT;
        var authorization = oneIn(
                        4, Arbitraries.just(right), Arbitraries.integers().between(0, Target.AUTHORIZATIONS - 1))
                .map(target::authorization)
                .map(value -> Map.of("Authorization", List.of(value)));
        var odd = Combinators.combine(
                        Arbitraries.of(
                                "X-Request-Id",
                                "X-HTTP-Method-Override",
                                "Accept-Language",
                                "Accept",
                                "Origin",
                                "Authorization",
                                "Cookie",
                                "Content-Encoding",
                                "X-Forwarded-For",
                                "PSU-IP-Address"),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Texts.header()),
                                Tuple.of(1, Arbitraries.of("PATCH", "DELETE", "de", "*;q=2", "xx-,,;q", "null"))))
                .as((name, value) -> Map.of(name, List.of(value)));
        return Combinators.combine(oneIn(20, authorization, none()), oneIn(4, none(), odd))
                .as(Requests::merged);
    }

    private static Arbitrary<Map<String, List<String>>> none() {
        return Arbitraries.create(Map::of);
    }

    private static <T> Arbitrary<T> oneIn(int n, Arbitrary<T> usually, Arbitrary<T> once) {
        return Arbitraries.frequencyOf(Tuple.of(n - 1, usually), Tuple.of(1, once));
    }

    private static Map<String, List<String>> merged(Map<String, List<String>> some, Map<String, List<String>> more) {
        var all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }
}
