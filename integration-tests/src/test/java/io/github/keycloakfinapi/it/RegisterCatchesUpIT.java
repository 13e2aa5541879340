package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no event has told the register of, it finds by itself. */
@WithKeycloak
final class RegisterCatchesUpIT {

    private final KeycloakServer keycloak;

    RegisterCatchesUpIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    /** Keycloak works without the JAR; what happened meanwhile is in the list when it is back. */
    @Test
    void afterTheJarWasAway() {
        try (var database = Database.create()) {
            var options = ServerOptions.development().database(database);
            try (var with = KeycloakServer.start(options)) {
                var finapi = FinApi.of(with, Version.V2);
                finapi.create("{\"id\":\"stays\"}").expect(201);
                finapi.create("{\"id\":\"goes\"}").expect(201);
                finapi.create("{\"id\":\"retires\"}").expect(201);
            }
            try (var without =
                    KeycloakServer.start(options.build(options.build().withoutProviders()))) {
                var admin = without.admin();
                admin.deleteUser("goes");
                var operator = new Operator(admin);
                operator.giveRole(operator.employee("comes"));
                operator.takeRole(admin.idOf("retires"));
            }
            try (var back = KeycloakServer.start(options)) {
                var mandator = FinApi.of(back, Version.V2).as(FinApi.mandatorAdmin(back));
                Eventually.holds(() -> assertThat(mandator.listed("")).containsExactly("comes", "stays"));
            }
        }
    }

    /** In a realm with users the list begins when all are in it; some thousand in few buckets, which are split. */
    @Test
    void inARealmThatHasManyUsers() {
        var many = IntStream.range(0, 2_345).mapToObj("many-%04d"::formatted).toList();
        try (var realm = new OtherRealm(keycloak, Version.V2, Map.of())) {
            var mandator = realm.mandator();
            realm.finapi().create("{\"id\":\"zoe\"}").expect(201);
            new Operator(realm.admin()).importUsers(many);

            var expected = new ArrayList<>(many);
            expected.add("zoe");
            Eventually.holds(() -> assertThat(walk(mandator)).isEqualTo(expected));

            realm.admin().put("", Map.of("displayName", "changed")).expect(204);
            for (var name : List.of("many-0000", "many-1000", "many-2344")) {
                realm.admin().deleteUser(name);
                expected.remove(name);
            }
            Eventually.holds(() -> assertThat(new ArrayList<>(new LinkedHashSet<>(walk(mandator))))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(expected.stream(), Stream.of("mXXXXXXX0", "mXXXXXXX4"))
                                    .toList()));
            assertThat(mandator.userList("")
                            .json()
                            .path("paging")
                            .path("totalCount")
                            .asInt())
                    .isEqualTo(2_346);
        }
    }

    private static List<String> walk(FinApi mandator) {
        var all = new ArrayList<String>();
        var page = 1;
        List<String> some;
        do {
            some = mandator.listed("perPage=100&page=" + page++);
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }
}
