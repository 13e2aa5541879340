package io.github.keycloakfinapi.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The OpenAPI document of a version. */
public final class Specification {

    public static final Specification V1 = new Specification("v1");
    public static final Specification V2 = new Specification("v2");

    private final String text;
    private final OpenAPI api;
    private final List<Path> paths;

    private Specification(String version) {
        try (var in = Specification.class.getResourceAsStream("/openapi/" + version + ".yaml")) {
            text = new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options = new ParseOptions();
        options.setResolveFully(true);
        api = new OpenAPIV3Parser().readContents(text, null, options).getOpenAPI();
        paths = api.getPaths().entrySet().stream()
                .map(path -> new Path(
                        path.getKey(),
                        path.getValue().readOperationsMap().keySet().stream()
                                .map(Enum::name)
                                .collect(Collectors.toSet())))
                .toList();
    }

    /** A path below the base URL, with its variables in braces. */
    public record Path(String template, Set<String> methods) {
        boolean matches(String rawPath) {
            return Pattern.matches(template.replaceAll("\\{.*?}", "[^/]+"), rawPath);
        }
    }

    public OpenAPI api() {
        return api;
    }

    public List<Path> paths() {
        return paths;
    }

    /** The methods of a path, those included that it has as the value of another path's variable. */
    public Set<String> methods(String rawPath) {
        return paths.stream()
                .filter(path -> path.matches(rawPath))
                .flatMap(path -> path.methods().stream())
                .collect(Collectors.toSet());
    }

    String text() {
        return text;
    }
}
