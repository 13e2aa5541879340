package io.github.keycloakfinapi.openapi;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ApiVersion;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The OpenAPI document of a version, with the serving realm as its server. */
public final class OpenApiDocument {
    private static final String PLACEHOLDER = "https://keycloak.example.org/realms/finapi";
    // It only changes with a release. Shared caches must not store it, because the server that it names may come from
    // the
    // caller's Host header.
    private static final Map<String, String> HEADERS = Map.of(HttpHeaders.CACHE_CONTROL, "private, max-age=300");

    private static final Map<ApiVersion, OpenApiDocument> DOCUMENTS =
            Map.of(ApiVersion.V1, document("v1"), ApiVersion.V2, document("v2"));

    private final String yaml;
    private final String json;

    private OpenApiDocument(String yaml, String json) {
        this.yaml = yaml;
        this.json = json;
    }

    public static Answer yaml(ApiRequest request) {
        return answer(request, "application/yaml", DOCUMENTS.get(request.version()).yaml);
    }

    public static Answer json(ApiRequest request) {
        return answer(request, "application/json", DOCUMENTS.get(request.version()).json);
    }

    private static Answer answer(ApiRequest request, String mediaType, String document) {
        // No character of a URI has to be escaped in YAML or JSON.
        String served = document.replace(PLACEHOLDER, base(request).toASCIIString());
        return new Answer.Document(mediaType, served.getBytes(StandardCharsets.UTF_8), HEADERS);
    }

    /** The public URL: it includes Keycloak's hostname settings, the proxy and a relative path. */
    private static URI base(ApiRequest request) {
        return request.session()
                .getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms/{realm}")
                .build(request.realm().getName());
    }

    private static OpenApiDocument document(String name) {
        // The build generates the JSON from the YAML.
        return new OpenApiDocument(read(name + ".yaml"), read(name + ".json"));
    }

    private static String read(String file) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
