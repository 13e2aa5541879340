package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.RealmConfig;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One realm file, three environments. */
final class EnvironmentsIT {

    private static final Set<String> CREDENTIALS = Set.of(
            "FINAPI_CLIENT_ID",
            "FINAPI_CLIENT_SECRET",
            "FINAPI_CLIENT_DATA_DECRYPTION_KEY",
            "FINAPI_ADMIN_CLIENT_ID",
            "FINAPI_ADMIN_CLIENT_SECRET");

    @Test
    void theCredentialsAreVariablesOfTheRealm() {
        assertThat(RealmConfig.variables()).containsAll(CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "sandbox", "live"})
    void anEnvironmentNamesEveryVariableAndNoOther(String environment) {
        assertThat(RealmConfig.environment(environment).keySet())
                .containsExactlyInAnyOrderElementsOf(RealmConfig.variables());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "live"})
    void noSecretIsPublishedButThoseOfTheDevelopment(String environment) {
        assertThat(RealmConfig.environment(environment).entrySet())
                .filteredOn(EnvironmentsIT::isSecret)
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(variable.getValue()).isEmpty());
    }

    @Test
    void theValuesOfTheDevelopmentLookLikeThoseOfFinapi() {
        assertThat(RealmConfig.environment("dev").entrySet())
                .filteredOn(EnvironmentsIT::isSecret)
                .allSatisfy(variable -> assertThat(variable.getValue())
                        .matches(variable.getKey().endsWith("_KEY") ? "[0-9a-f]{32}" : "[0-9A-Za-z-]{36}"));
    }

    private static boolean isSecret(Map.Entry<String, String> variable) {
        return variable.getKey().endsWith("_SECRET") || variable.getKey().endsWith("_KEY");
    }
}
