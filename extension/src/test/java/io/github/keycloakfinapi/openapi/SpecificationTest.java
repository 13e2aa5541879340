package io.github.keycloakfinapi.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"v1", "v2"})
class SpecificationTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final String version;
    private final Specification specification;

    SpecificationTest(String version) {
        this.version = version;
        specification = Specification.of(version);
    }

    @Test
    void theParserHasNothingToSay() {
        assertThat(specification.complaints()).isEmpty();
    }

    @Test
    void theJsonOfTheBuildSaysWhatTheYamlSays() throws IOException {
        assertThat(read(JSON, "json")).isEqualTo(read(new YAMLMapper(), "yaml"));
    }

    private JsonNode read(ObjectMapper mapper, String ending) throws IOException {
        try (InputStream in = SpecificationTest.class.getResourceAsStream(version + "." + ending)) {
            return mapper.readTree(in);
        }
    }

    @Test
    void everyExampleIsWhatItsSchemaAllows() {
        SchemaValidator validator = new SchemaValidator(specification.api(), new MessageResolver());

        assertThat(specification.examples())
                .hasSizeGreaterThan(50)
                .allSatisfy(example -> assertThat(validator
                                .validate(() -> JSON.readTree(example.json()), example.schema(), "response.body")
                                .getMessages())
                        .as("%s: %s", example.name(), example.json())
                        .isEmpty());
    }
}
