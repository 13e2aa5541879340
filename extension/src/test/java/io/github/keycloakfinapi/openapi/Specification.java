package io.github.keycloakfinapi.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The OpenAPI document of a version as a parser reads it. */
public final class Specification {
    private static final JsonMapper JSON = new JsonMapper();

    private final SwaggerParseResult parsed;

    private Specification(SwaggerParseResult parsed) {
        this.parsed = parsed;
    }

    public static Specification of(String version) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setValidateInternalRefs(true);
        try (InputStream in = Specification.class.getResourceAsStream(version + ".yaml")) {
            return new Specification(new OpenAPIV3Parser()
                    .readContents(new String(in.readAllBytes(), StandardCharsets.UTF_8), null, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> complaints() {
        return parsed.getMessages();
    }

    OpenAPI api() {
        return parsed.getOpenAPI();
    }

    /** The verbs of each path. */
    public Map<String, Set<String>> operations() {
        Map<String, Set<String>> operations = new TreeMap<>();
        api().getPaths()
                .forEach((path, item) -> operations.put(
                        path,
                        item.readOperationsMap().keySet().stream()
                                .map(Enum::name)
                                .collect(Collectors.toSet())));
        return operations;
    }

    /** The name of each operation, by verb and path. */
    public Map<String, String> operationIds() {
        Map<String, String> names = new TreeMap<>();
        api().getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((verb, operation) -> names.put(verb + " " + path, operation.getOperationId())));
        return names;
    }

    record Sample(String name, String json, Schema<?> schema) {}

    /** The example of each parameter and header, and every example of each body. */
    List<Sample> examples() {
        List<Sample> examples = new ArrayList<>();
        api().getComponents().getParameters().values().forEach(parameter -> add(examples, parameter));
        api().getComponents().getHeaders().forEach((name, header) -> add(examples, name, header));
        api().getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(operation -> add(examples, operation));
        return examples;
    }

    private void add(List<Sample> examples, Parameter parameter) {
        if (parameter.getExample() != null) {
            examples.add(new Sample(parameter.getName(), json(parameter.getExample()), parameter.getSchema()));
        }
    }

    private void add(List<Sample> examples, String name, Header header) {
        examples.add(new Sample(name, json(header.getExample()), header.getSchema()));
    }

    private void add(List<Sample> examples, Operation operation) {
        String name = operation.getOperationId();
        if (operation.getRequestBody() != null) {
            add(examples, name, operation.getRequestBody().getContent());
        }
        operation
                .getResponses()
                .forEach((status, response) ->
                        add(examples, name + " " + status, resolved(response).getContent()));
    }

    private void add(List<Sample> examples, String name, Content content) {
        if (content != null) {
            content.values().forEach(type -> {
                Map<String, Example> all = type.getExamples() == null ? Map.of() : type.getExamples();
                all.forEach((example, value) -> examples.add(
                        new Sample(name + " " + example, json(resolved(value).getValue()), type.getSchema())));
            });
        }
    }

    private ApiResponse resolved(ApiResponse response) {
        return response.get$ref() == null
                ? response
                : api().getComponents().getResponses().get(name(response.get$ref()));
    }

    private Example resolved(Example example) {
        return example.get$ref() == null
                ? example
                : api().getComponents().getExamples().get(name(example.get$ref()));
    }

    private static String name(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
