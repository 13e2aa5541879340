package io.github.keycloakfinapi.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"v1", "v2"})
class SpecificationTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Specification specification;

    SpecificationTest(String version) {
        specification = Specification.of(version);
    }

    @Test
    void theParserHasNothingToSay() {
        assertThat(specification.complaints()).isEmpty();
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
