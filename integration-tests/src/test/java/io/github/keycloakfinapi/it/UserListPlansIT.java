package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.keycloakfinapi.it.finapi.Crowd;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ./mvnw verify -Pplans}, with Docker: how PostgreSQL finds a page among many users. What it reads is what the page
 * holds or the filter leaves, never a whole table.
 */
@ParameterizedClass
@ValueSource(ints = {100_000, 200_000})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UserListPlansIT {

    /** The driver prepares a statement on the server for its fifth call, and the server plans it for all values after five more. */
    private static final int CALLS_BEFORE = 12;

    private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on (finapi_user|user_entity)\\b");
    /** An index in the order that is wanted, read from its first row to its last. */
    private static final Pattern IN_VAIN = Pattern.compile("Rows Removed by Filter: \\d{5,}");

    /** What PostgreSQL takes for the cheapest way depends on how many they are. */
    @Parameter
    int users;

    private Postgres postgres;
    private KeycloakServer keycloak;
    private FinApi mandator;

    @BeforeParameterizedClassInvocation
    void makeUsers() {
        assumeTrue(Postgres.isPossible(), "PostgreSQL needs Docker");
        postgres = new Postgres();
        keycloak = KeycloakServer.start(postgres.of(ServerOptions.development()));
        new Crowd(postgres, keycloak).join(users);
        mandator = FinApi.of(keycloak, Version.V2).as(FinApi.mandatorAdmin(keycloak));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        Closing.all(keycloak, postgres);
    }

    static Stream<String> queries() {
        return Stream.of(
                "perPage=500",
                "perPage=500&page=100",
                "perPage=500&page=120&order=userId,desc",
                "perPage=20&page=4000&order=userId,desc",
                "perPage=20&minRegistrationDate=" + LocalDate.now().minusDays(90),
                "perPage=20&page=100&minLastActiveDate=" + LocalDate.now().minusDays(30),
                "perPage=20&isDeleted=true",
                "perPage=20&minDeletionDate=" + LocalDate.now().minusDays(30),
                "perPage=20&isLocked=true",
                "perPage=20&page=1000&isLocked=false");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noWholeTableIsRead(String query) {
        for (var call = 0; call < CALLS_BEFORE; call++) {
            mandator.userList(query).expect(200);
        }

        var plans = postgres.plansOf(() -> mandator.userList(query).expect(200));

        assertThat(plans).anyMatch(plan -> plan.contains("finapi_user"));
        assertThat(plans)
                .filteredOn(plan -> plan.contains("finapi_user"))
                .noneMatch(plan -> WHOLE_TABLE.matcher(plan).find())
                .noneMatch(plan -> IN_VAIN.matcher(plan).find());
    }
}
