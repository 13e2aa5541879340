package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.testkit.server.StartFailed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-back-end")
final class RealmImportIT {

    @Test
    void everyMissingVariableEndsTheStartAndIsNamed() {
        var failure = failureOf(without(ServerOptions.development(), RealmConfig.variables()));

        assertThat(failure.log())
                .contains(RealmConfig.variables().stream()
                        .map(name -> name + " is not set")
                        .toList());
    }

    /** A name, a number and a key; an empty one is as an environment file that was copied and not filled in has it. */
    @Test
    void anEmptyVariableIsNamedAsWell() {
        var failure = failureOf(ServerOptions.development()
                .with("FINAPI_CLIENT_ID", "")
                .with("FINAPI_REFRESH_TOKEN_LIFESPAN", "")
                .with("FINAPI_ADMIN_CLIENT_DATA_DECRYPTION_KEY", " "));

        assertThat(failure.log())
                .contains("FINAPI_ADMIN_CLIENT_DATA_DECRYPTION_KEY is empty, FINAPI_CLIENT_ID is empty,"
                        + " FINAPI_REFRESH_TOKEN_LIFESPAN is empty");
    }

    /** Keycloak puts it into the file as it is: one breaks the file, the next is read as another text. */
    @ParameterizedTest
    @ValueSource(strings = {"pa\"ss", "pass\\tword", "a-${HOME}"})
    void aValueThatTheFileCannotCarryIsRefusedByTheVariablesName(String secret) {
        var failure = failureOf(ServerOptions.development().with("FINAPI_CLIENT_SECRET", secret));

        assertThat(failure.log()).contains("FINAPI_CLIENT_SECRET has a").doesNotContain(secret);
    }

    /** It happens once; afterwards its variables need not stay. */
    @Test
    void anImportThatIsLeftInTheStartCommandKeepsNoServerDown() {
        try (var database = Database.create()) {
            var options = ServerOptions.development().database(database);
            try (var first = KeycloakServer.start(options)) {
                first.admin().get("");
            }

            for (var gone : List.of(RealmConfig.variables(), Set.of("FINAPI_CLIENT_SECRET"))) {
                try (var second = KeycloakServer.start(without(options, gone))) {
                    assertThat(second.log()).contains("Realm finapi already exists. Import skipped");
                }
            }
        }
    }

    private static ServerOptions without(ServerOptions options, Set<String> variables) {
        return variables.stream().reduce(options, ServerOptions::without, (one, other) -> one);
    }

    private static StartFailed failureOf(ServerOptions options) {
        var failure = catchThrowableOfType(
                StartFailed.class, () -> KeycloakServer.start(options).close());
        assertThat(failure).as("the failure of the start").isNotNull();
        return failure;
    }
}
