package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The resources in deploy/kubernetes have only fields that Kubernetes and Keycloak's Operator accept, and give the image what it
 * needs. Only a cluster can show whether they also work.
 */
class KubernetesTest {
    private static final Path ROOT = Workspace.repository();
    private static final Path FILES = ROOT.resolve("deploy/kubernetes");

    private static final String EXAMPLES = "secrets.example.yaml";
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "ConfigMap", ConfigMap.class,
            "Ingress", Ingress.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "Secret", Secret.class,
            "ServiceMonitor", ServiceMonitor.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new Strict())
            .build();

    /** The models of Kubernetes accept unknown fields; this refuses them. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated method) {
            return false;
        }
    }

    @Test
    void theOperatorTakesTheServer() {
        JsonNode taken = definition("keycloaks").path("spec");

        assertThat(server().path("apiVersion").asText())
                .isEqualTo(taken.path("group").asText() + "/"
                        + taken.at("/versions/0/name").asText());
        assertThat(complaints("keycloaks", server())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spec\":{\"instances\":\"three\"}}",
                "{\"spec\":{\"update\":{\"strategy\":\"Auto\"}}}",
                "{\"spec\":{\"db\":{\"passwordSecret\":{\"namespace\":\"database\"}}}}",
                "{\"spec\":{\"unsupported\":{\"podTemplate\":{\"spec\":{\"containers\":[{\"env\":{}}]}}}}}"
            })
    void theOperatorDoesNotTakeEverything(String server) throws IOException {
        assertThat(complaints("keycloaks", JSON.readTree(server))).isNotEmpty();
    }

    /** Why the image imports the realm: a resource of the Operator has no variable where Keycloak wants a number. */
    @Test
    void theOperatorDoesNotTakeTheRealmFile() throws IOException {
        ObjectNode realmImport = JSON.createObjectNode();
        realmImport.putObject("spec").put("keycloakCRName", "finapi").set("realm", JSON.readTree(read(realmFile())));

        assertThat(complaints("keycloakrealmimports", realmImport))
                .anyMatch(complaint -> complaint.contains("/spec/realm/accessTokenLifespan"))
                .anyMatch(complaint -> complaint.contains("/spec/realm/failureFactor"));
    }

    @Test
    void kubernetesTakesTheRest() {
        List<JsonNode> others = resources()
                .filter(resource -> !kind(resource).equals("Keycloak"))
                .toList();

        assertThat(others)
                .extracting(KubernetesTest::kind)
                .containsOnlyOnceElementsOf(List.of("Ingress", "NetworkPolicy"));
        assertThat(others)
                .allSatisfy(resource -> assertThat(modelOf(resource).getApiVersion())
                        .isEqualTo(HasMetadata.getApiVersion(KINDS.get(kind(resource)))));
    }

    @Test
    void kubernetesDoesNotTakeEverything() {
        JsonNode policy = JSON.valueToTree(Map.of("kind", "NetworkPolicy", "spec", Map.of("ingres", List.of())));

        assertThatThrownBy(() -> modelOf(policy)).hasMessageContaining("ingres");
    }

    private static HasMetadata modelOf(JsonNode resource) {
        return JSON.convertValue(resource, KINDS.get(kind(resource)));
    }

    @Test
    void whoAppliesAllAppliesNoSecret() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".yaml")
                                    && !List.of(EXAMPLES, KUSTOMIZATION).contains(file)))
                    .containsExactlyInAnyOrderElementsOf(texts(documents(FILES.resolve(KUSTOMIZATION))
                            .findFirst()
                            .orElseThrow()
                            .path("resources")));
        }
        assertThat(documents(FILES.resolve(EXAMPLES)))
                .allSatisfy(secret -> assertThat(secret.path("stringData"))
                        .allSatisfy(value -> assertThat(value.asText()).isEmpty()));
    }

    @Test
    void theServerHasEachVariableOfTheRealmFile() {
        assertThat(Stream.concat(
                        variables("ConfigMap", "configMapRef", "data"), variables("Secret", "secretRef", "stringData")))
                .containsExactlyInAnyOrderElementsOf(Pattern.compile("\\$\\{(FINAPI_\\w+)}")
                        .matcher(read(realmFile()))
                        .results()
                        .map(variable -> variable.group(1))
                        .distinct()
                        .toList());
    }

    private static Stream<String> variables(String kind, String reference, String data) {
        List<String> referred = server().findValues(reference).stream()
                .map(KubernetesTest::nameOf)
                .toList();
        return resources()
                .filter(resource -> kind(resource).equals(kind) && referred.contains(name(resource)))
                .flatMap(resource -> resource.path(data).properties().stream())
                .map(Map.Entry::getKey);
    }

    @Test
    void eachSecretThatIsNamedHasAnExample() {
        JsonNode server = server();
        List<String> named = Stream.of(
                        server.at("/spec/bootstrapAdmin/user").findValuesAsText("secret"),
                        server.findValues("usernameSecret").stream()
                                .map(KubernetesTest::nameOf)
                                .toList(),
                        server.findValues("passwordSecret").stream()
                                .map(KubernetesTest::nameOf)
                                .toList(),
                        server.findValues("secretRef").stream()
                                .map(KubernetesTest::nameOf)
                                .toList(),
                        resources()
                                .flatMap(each -> each.findValuesAsText("secretName").stream())
                                .toList())
                .flatMap(List::stream)
                .distinct()
                .toList();

        assertThat(documents(FILES.resolve(EXAMPLES)).map(KubernetesTest::name))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    private static String nameOf(JsonNode reference) {
        return reference.path("name").asText();
    }

    private static JsonNode server() {
        return resources()
                .filter(resource -> kind(resource).equals("Keycloak"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> complaints(String resources, JsonNode resource) {
        JsonNode schema = definition(resources).at("/spec/versions/0/schema/openAPIV3Schema");
        schema.path("properties").forEach(KubernetesTest::close);
        try {
            return StreamSupport.stream(
                            JsonSchemaFactory.byDefault()
                                    .getJsonSchema(schema)
                                    .validate(resource)
                                    .spliterator(),
                            false)
                    // Kubernetes' own keywords are only warnings.
                    .filter(message -> message.getLogLevel().compareTo(LogLevel.ERROR) >= 0)
                    .map(Object::toString)
                    .toList();
        } catch (ProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode definition(String resources) {
        return documents(ROOT.resolve(
                        "integration-tests/src/test/resources/kubernetes/" + resources + ".k8s.keycloak.org-v1.yml"))
                .findFirst()
                .orElseThrow();
    }

    /** Kubernetes drops fields that the schema does not list; JSON Schema would accept them. */
    private static void close(JsonNode schema) {
        if (schema.path("properties").isObject()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(KubernetesTest::close);
    }

    private static Stream<JsonNode> resources() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(KUSTOMIZATION))
                    .flatMap(KubernetesTest::documents)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> documents(Path file) {
        var options = new LoaderOptions();
        // The schema of a realm goes deep.
        options.setNestingDepthLimit(200);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options))
                                .loadAll(read(file))
                                .spliterator(),
                        false)
                .map(JSON::<JsonNode>valueToTree);
    }

    private static Path realmFile() {
        return ROOT.resolve("realm-config/finapi-realm.json");
    }

    private static String kind(JsonNode resource) {
        return resource.path("kind").asText();
    }

    private static String name(JsonNode resource) {
        return nameOf(resource.path("metadata"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
