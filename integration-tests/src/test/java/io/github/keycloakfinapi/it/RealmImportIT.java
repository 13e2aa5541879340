package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.StartFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RealmImportIT {

    @ParameterizedTest
    @ValueSource(strings = {"FINAPI_CLIENT_SECRET", "FINAPI_ADMIN_CLIENT_DATA_DECRYPTION_KEY"})
    void aMissingVariableEndsTheStartAndIsNamed(String variable) {
        var failure = failureOf(ServerOptions.development().without(variable));

        assertThat(failure.log()).contains(variable);
    }

    /** As an environment file that was copied and not filled in has it. */
    @ParameterizedTest
    @ValueSource(strings = {"FINAPI_ADMIN_CLIENT_SECRET"})
    void anEmptySecretIsAMissingOne(String variable) {
        var failure = failureOf(ServerOptions.development().with(variable, ""));

        assertThat(failure.log()).contains(variable);
    }

    /** It happens once; afterwards its variables need not stay. */
    @Test
    void anImportThatIsLeftInTheStartCommandKeepsNoServerDown() {
        try (var database = Database.create()) {
            var options = ServerOptions.development().database(database);
            try (var first = KeycloakServer.start(options)) {
                first.admin().get("");
            }
            var without = RealmConfig.variables().stream().reduce(options, ServerOptions::without, (one, other) -> one);

            try (var second = KeycloakServer.start(without)) {
                assertThat(second.log()).contains("Import skipped");
            }
        }
    }

    private static StartFailed failureOf(ServerOptions options) {
        var failure = catchThrowableOfType(
                StartFailed.class, () -> KeycloakServer.start(options).close());
        assertThat(failure).as("the failure of the start").isNotNull();
        return failure;
    }
}
