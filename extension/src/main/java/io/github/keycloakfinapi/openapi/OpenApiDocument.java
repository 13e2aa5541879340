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

/** The specification of a version, which names the realm that serves it as its server. */
public final class OpenApiDocument {
    private static final String PLACEHOLDER = "https://keycloak.example.org/realms/finapi";
    // Changes with the next release only. Nobody else may keep it: the server that it names can be what the caller has
    // sent.
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
        // Nothing that a URI may hold has to be escaped in YAML or in JSON.
        String served = document.replace(PLACEHOLDER, base(request).toASCIIString());
        return new Answer.Document(mediaType, served.getBytes(StandardCharsets.UTF_8), HEADERS);
    }

    /** As the caller reaches it: Keycloak's hostname settings, the proxy and a relative path are in it. */
    private static URI base(ApiRequest request) {
        return request.session()
                .getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms/{realm}")
                .build(request.realm().getName());
    }

    private static OpenApiDocument document(String name) {
        // The build makes the JSON of the YAML.
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
