package io.github.keycloakfinapi.benchmark;

import static io.github.keycloakfinapi.benchmark.Comparison.Hashing.AS_SHIPPED;
import static io.github.keycloakfinapi.benchmark.Comparison.Hashing.NEGLIGIBLE;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the extension does, and what a user of Keycloak would call instead, on one server. */
final class Pairs {

    /** So many that callers at once seldom meet the same one. */
    private static final int USERS = 64;

    private final KeycloakServer keycloak;
    private final FinApi finapi;
    private final Clients clients;
    private final FinApi manager;
    private final List<Credentials> users;

    Pairs(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        finapi = FinApi.of(keycloak, Version.V2);
        clients = new Clients(keycloak.admin());
        manager = finapi.as(clients.thatManagesUsers());
        users = newUsers(USERS);
    }

    List<Comparison> all() {
        return List.of(
                new Comparison("client token", clientToken(), standardClientToken(finapi.client()), 0.95, AS_SHIPPED),
                withAndWithoutMapper(),
                new Comparison("user token", userToken(), standardUserToken(), 0.98, AS_SHIPPED),
                new Comparison("create with password", create(), adminCreate(), 1, AS_SHIPPED),
                new Comparison("create, hashing made negligible", create(), adminCreate(), 1, NEGLIGIBLE),
                new Comparison("read self", read(), adminRead(), 1.5, AS_SHIPPED),
                new Comparison("change self", change(), adminChange(), 1.5, AS_SHIPPED),
                new Comparison("delete", delete(), adminDelete(), 1, NEGLIGIBLE));
    }

    Load clientToken() {
        return new Load("POST /api/v2/oauth/token", count -> List.of(token(clientCredentials(finapi.client()))));
    }

    private Load standardClientToken(Credentials client) {
        return new Load("Keycloak's token endpoint", count -> List.of(standardToken(clientCredentials(client))));
    }

    /** Two clients that differ in nothing but the mapper. */
    private Comparison withAndWithoutMapper() {
        var with = clients.stranger();
        clients.addScope(with, "default", "all");
        var without = clients.stranger();
        clients.addScope(without, "default", scopeWithoutMapper());
        return new Comparison(
                "client token with the mapper",
                new Load(
                        "token endpoint with the mapper",
                        standardClientToken(with).calls()),
                new Load("token endpoint without", standardClientToken(without).calls()),
                0.99,
                AS_SHIPPED);
    }

    private String scopeWithoutMapper() {
        var name = UUID.randomUUID().toString();
        var scope = keycloak.admin()
                .get("/client-scopes")
                .valueStream()
                .filter(each -> each.path("name").asText().equals("all"))
                .findFirst()
                .orElseThrow();
        var mappers = scope.path("protocolMappers")
                .valueStream()
                .filter(mapper -> !mapper.path("protocolMapper").asText().equals("finapi-token-response"))
                .map(mapper -> Map.of(
                        "name", mapper.path("name"),
                        "protocol", mapper.path("protocol"),
                        "protocolMapper", mapper.path("protocolMapper"),
                        "config", mapper.path("config")))
                .toList();
        keycloak.admin()
                .post(
                        "/client-scopes",
                        Map.of(
                                "name",
                                name,
                                "protocol",
                                "openid-connect",
                                "attributes",
                                scope.path("attributes"),
                                "protocolMappers",
                                mappers))
                .expect(201);
        return name;
    }

    Load userToken() {
        return new Load(
                "POST /api/v2/oauth/token",
                count -> users.stream().map(user -> token(password(user))).toList());
    }

    private Load standardUserToken() {
        return new Load(
                "Keycloak's token endpoint",
                count -> users.stream()
                        .map(user -> standardToken(password(user)))
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
            var token = managersToken();
            return times(
                    count,
                    i -> admin("POST", "/users", token)
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
                count -> tokensOf(users).stream()
                        .map(token -> finapi.users("GET").bearer(token))
                        .toList());
    }

    private Load adminRead() {
        return new Load("GET /admin/realms/{realm}/users/{id}", count -> {
            var token = managersToken();
            return paths(users, token).stream()
                    .map(path -> admin("GET", path, token))
                    .toList();
        });
    }

    private Load change() {
        return new Load("PATCH /api/v2/users", count -> {
            var tokens = tokensOf(users);
            return times(
                    count,
                    i -> finapi.users("PATCH")
                            .bearer(tokens.get(i % tokens.size()))
                            .json(Json.of(Map.of("email", "here-" + i + "@example.org", "phone", "0" + i))));
        });
    }

    private Load adminChange() {
        return new Load("PUT /admin/realms/{realm}/users/{id}", count -> {
            var token = managersToken();
            var paths = paths(users, token);
            var wholes = paths.stream()
                    .map(path -> Json.object(
                            admin("GET", path, token).send().expect(200).body()))
                    .toList();
            return times(count, i -> {
                var changed = new LinkedHashMap<>(wholes.get(i % wholes.size()));
                changed.put("email", "there-" + i + "@example.org");
                changed.put("attributes", attributes("1" + i));
                return admin("PUT", paths.get(i % paths.size()), token).json(Json.of(changed));
            });
        });
    }

    private Load delete() {
        return new Load(
                "DELETE /api/v2/users",
                count -> tokensOf(newUsers(count)).stream()
                        .map(token -> finapi.users("DELETE").bearer(token))
                        .toList());
    }

    private Load adminDelete() {
        return new Load("DELETE /admin/realms/{realm}/users/{id}", count -> {
            var doomed = newUsers(count);
            // Logged in, as those of the other side are.
            tokensOf(doomed);
            var token = managersToken();
            return paths(doomed, token).stream()
                    .map(path -> admin("DELETE", path, token))
                    .toList();
        });
    }

    private List<Credentials> newUsers(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> finapi.newUserWith("ali@example.org", "030 1234"))
                .toList();
    }

    private List<String> tokensOf(List<Credentials> of) {
        return of.parallelStream().map(finapi::userToken).toList();
    }

    private String managersToken() {
        return manager.standardToken(Map.of("grant_type", "client_credentials"))
                .expect(200)
                .text("access_token");
    }

    /** Keycloak's own. */
    private List<String> paths(List<Credentials> of, String token) {
        return of.parallelStream()
                .map(user -> admin("GET", "/users?exact=true&username=" + user.id(), token)
                        .send()
                        .expect(200)
                        .json())
                .map(found -> "/users/" + found.path(0).path("id").asText())
                .toList();
    }

    private Call admin(String method, String path, String token) {
        return Call.to(method, URI.create(keycloak.server() + "/admin/realms/finapi" + path))
                .bearer(token);
    }

    private Call token(Map<String, String> form) {
        return finapi.call("POST", finapi.version().token()).form(form);
    }

    private Call standardToken(Map<String, String> form) {
        return finapi.call("POST", "/protocol/openid-connect/token").form(form);
    }

    private static Map<String, String> clientCredentials(Credentials client) {
        return Map.of("grant_type", "client_credentials", "client_id", client.id(), "client_secret", client.secret());
    }

    private Map<String, String> password(Credentials user) {
        return Map.of(
                "grant_type", "password",
                "client_id", finapi.client().id(),
                "client_secret", finapi.client().secret(),
                "username", user.id(),
                "password", user.secret());
    }

    private static Map<String, List<String>> attributes(String phone) {
        return Map.of("phone", List.of(phone), "isAutoUpdateEnabled", List.of("true"));
    }

    private static List<Call> times(int count, IntFunction<Call> call) {
        return IntStream.range(0, count).mapToObj(call).toList();
    }
}
