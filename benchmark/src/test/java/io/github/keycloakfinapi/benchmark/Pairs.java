package io.github.keycloakfinapi.benchmark;

import static io.github.keycloakfinapi.benchmark.Callers.CLIENT_CREDENTIALS;
import static io.github.keycloakfinapi.benchmark.Comparison.Hashing.AS_SHIPPED;
import static io.github.keycloakfinapi.benchmark.Comparison.Hashing.NEGLIGIBLE;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the extension does, and what a user of Keycloak would call instead, on one server. */
final class Pairs {

    /** Too short to be answered again. */
    private static final Map<String, String> BRIEF = Map.of("access.token.lifespan", "4");

    private final Callers callers;
    private final FinApi finapi;
    private final FinApi brief;

    Pairs(KeycloakServer keycloak) {
        callers = new Callers(keycloak);
        finapi = callers.finapi();
        brief = finapi.as(callers.clients().app(BRIEF));
    }

    FinApi finapi() {
        return finapi;
    }

    List<Comparison> all() {
        return List.of(
                new Comparison("client token", clientToken(), standardClientToken(brief.client()), 0.95, AS_SHIPPED),
                new Comparison(
                        "client token, repeated",
                        repeatedClientToken(),
                        standardClientToken(finapi.client()),
                        5,
                        AS_SHIPPED),
                withAndWithoutMapper(),
                new Comparison("user token", userToken(brief), standardUserToken(brief), 0.98, AS_SHIPPED),
                new Comparison("user token, repeated", userToken(finapi), standardUserToken(finapi), 0.98, AS_SHIPPED),
                new Comparison(
                        "user token, repeated, hashing made negligible",
                        userToken(finapi),
                        standardUserToken(finapi),
                        1,
                        NEGLIGIBLE),
                new Comparison("create with password", create(), adminCreate(), 1, AS_SHIPPED),
                new Comparison("create, hashing made negligible", create(), adminCreate(), 1, NEGLIGIBLE),
                new Comparison("read self", read(), adminRead(), 1.5, AS_SHIPPED),
                new Comparison("change self", change(), adminChange(), 1.5, AS_SHIPPED),
                new Comparison("delete", delete(), adminDelete(), 1, NEGLIGIBLE));
    }

    Load clientToken() {
        return new Load("POST /api/v2/oauth/token", count -> List.of(brief.tokenCall(CLIENT_CREDENTIALS)));
    }

    private Load repeatedClientToken() {
        return new Load("POST /api/v2/oauth/token", count -> List.of(finapi.tokenCall(CLIENT_CREDENTIALS)));
    }

    private Load standardClientToken(Credentials client) {
        return new Load(
                "Keycloak's token endpoint", count -> List.of(finapi.as(client).standardTokenCall(CLIENT_CREDENTIALS)));
    }

    /** Two clients that differ in nothing but the mapper. */
    private Comparison withAndWithoutMapper() {
        var clients = callers.clients();
        var with = clients.stranger();
        clients.addScope(with, "default", "all");
        var without = clients.stranger();
        clients.addScope(without, "default", clients.scopeLike("all", "finapi-token-response"));
        return new Comparison(
                "client token with the mapper",
                new Load(
                        "token endpoint with the mapper",
                        standardClientToken(with).calls()),
                new Load("token endpoint without", standardClientToken(without).calls()),
                0.99,
                AS_SHIPPED);
    }

    Load userToken() {
        return userToken(brief);
    }

    private Load userToken(FinApi client) {
        return new Load(
                "POST /api/v2/oauth/token",
                count -> callers.crowd().stream()
                        .map(Callers::password)
                        .map(client::tokenCall)
                        .toList());
    }

    private Load standardUserToken(FinApi client) {
        return new Load(
                "Keycloak's token endpoint",
                count -> callers.crowd().stream()
                        .map(Callers::password)
                        .map(client::standardTokenCall)
                        .toList());
    }

    private Load create() {
        return new Load("POST /api/v2/users", count -> {
            var token = finapi.clientToken();
            return times(
                    count,
                    i -> finapi.users("POST")
                            .bearer(token)
                            .json(Json.of(Map.of(
                                    "id", FinApi.randomId(),
                                    "password", "open sesame",
                                    "email", "ali@example.org",
                                    "phone", "030 1234",
                                    "isAutoUpdateEnabled", true))));
        });
    }

    private Load adminCreate() {
        return new Load("POST /admin/realms/{realm}/users", count -> {
            var token = callers.managersToken();
            return times(
                    count,
                    i -> callers.admin("POST", "/users", token)
                            .json(Json.of(Map.of(
                                    "username", FinApi.randomId(),
                                    "enabled", true,
                                    "email", "ali@example.org",
                                    "attributes", attributes("030 1234"),
                                    "credentials", List.of(Map.of("type", "password", "value", "open sesame"))))));
        });
    }

    Load read() {
        return new Load(
                "GET /api/v2/users",
                count -> callers.usersTokens().stream()
                        .map(token -> finapi.users("GET").bearer(token))
                        .toList());
    }

    private Load adminRead() {
        return new Load("GET /admin/realms/{realm}/users/{id}", count -> {
            var token = callers.managersToken();
            return callers.pathsOf(callers.users(), token).stream()
                    .map(path -> callers.admin("GET", path, token))
                    .toList();
        });
    }

    private Load change() {
        return new Load("PATCH /api/v2/users", count -> {
            var tokens = callers.usersTokens();
            return times(
                    count,
                    i -> finapi.users("PATCH")
                            .bearer(tokens.get(i % tokens.size()))
                            .json(Json.of(Map.of("email", "here-" + i + "@example.org", "phone", "0" + i))));
        });
    }

    private Load adminChange() {
        return new Load("PUT /admin/realms/{realm}/users/{id}", count -> {
            var token = callers.managersToken();
            var paths = callers.pathsOf(callers.users(), token);
            var wholes = paths.stream()
                    .map(path -> Json.object(
                            callers.admin("GET", path, token).send().expect(200).body()))
                    .toList();
            return times(count, i -> {
                var changed = new LinkedHashMap<>(wholes.get(i % wholes.size()));
                changed.put("email", "there-" + i + "@example.org");
                changed.put("attributes", attributes("1" + i));
                return callers.admin("PUT", paths.get(i % paths.size()), token).json(Json.of(changed));
            });
        });
    }

    Load delete() {
        return new Load(
                "DELETE /api/v2/users",
                count -> callers.tokensOf(callers.newUsers(count)).stream()
                        .map(token -> finapi.users("DELETE").bearer(token))
                        .toList());
    }

    private Load adminDelete() {
        return new Load("DELETE /admin/realms/{realm}/users/{id}", count -> {
            var doomed = callers.newUsers(count);
            // Logged in, as those of the other side are.
            callers.tokensOf(doomed);
            var token = callers.managersToken();
            return callers.pathsOf(doomed, token).stream()
                    .map(path -> callers.admin("DELETE", path, token))
                    .toList();
        });
    }

    private static Map<String, List<String>> attributes(String phone) {
        return Map.of("phone", List.of(phone), "isAutoUpdateEnabled", List.of("true"));
    }

    private static List<Call> times(int count, IntFunction<Call> call) {
        return IntStream.range(0, count).mapToObj(call).toList();
    }
}
