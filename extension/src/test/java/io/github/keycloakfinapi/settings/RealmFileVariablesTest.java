package io.github.keycloakfinapi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RealmFileVariablesTest {

    @Test
    void aVariableWithADefaultMayBeLeftOutButNotBeEmpty() {
        var file = "${FINAPI_A:1} ${FINAPI_B:2} ${FINAPI_C}";

        assertThat(new RealmFileVariables(file, Map.of("FINAPI_B", "", "FINAPI_C", "3")::get).problems())
                .containsExactly("FINAPI_B is empty");
        assertThat(new RealmFileVariables(file, Map.of("FINAPI_C", "3")::get).replaced())
                .isEqualTo("1 2 3");
    }

    /** An operator may want them empty; Keycloak's own texts look alike and are none. */
    @Test
    void otherPlaceholdersAreTheOperatorsOwnOrKeycloaks() {
        var variables = new RealmFileVariables("${SMTP_PASSWORD} ${BANNER} ${username}", Map.of("BANNER", "")::get);

        assertThat(variables.problems()).isEmpty();
        assertThat(variables.replaced()).isEqualTo("${SMTP_PASSWORD}  ${username}");
    }
}
