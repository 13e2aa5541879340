package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Who calls on either side: finAPI's app client, a service account that manages users by Admin REST, and users. */
final class Callers {

    static final Map<String, String> CLIENT_CREDENTIALS = Map.of("grant_type", "client_credentials");

    /** So many that callers at once seldom meet the same one. */
    static final int USERS = 64;

    /**
     * So many that those who log in do not come back to one within half a second, however long its login takes: Keycloak's
     * endpoint refuses a user whose other login is in progress.
     */
    private static final int CROWD = 512;

    private final KeycloakServer keycloak;
    private final FinApi finapi;
    private final Clients clients;
    private final FinApi manager;
    private final List<Credentials> users;
    private final List<String> tokens;
    private List<Credentials> crowd;

    Callers(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        finapi = FinApi.of(keycloak, Version.V2);
        clients = new Clients(keycloak.admin());
        manager = finapi.as(clients.thatManagesUsers());
        users = newUsers(USERS);
        // Before anything is measured: Keycloak has those who come back in its cache.
        tokens = tokensOf(users);
    }

    FinApi finapi() {
        return finapi;
    }

    Clients clients() {
        return clients;
    }

    /** Who are there from the beginning. */
    List<Credentials> users() {
        return users;
    }

    List<Credentials> crowd() {
        if (crowd == null) {
            crowd = newUsers(CROWD);
        }
        return crowd;
    }

    /** Of {@link #users}, in the same order. */
    List<String> usersTokens() {
        return tokens;
    }

    List<Credentials> newUsers(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> finapi.newUserWith("ali@example.org", "030 1234"))
                .toList();
    }

    List<String> tokensOf(List<Credentials> of) {
        return of.parallelStream().map(finapi::userToken).toList();
    }

    String managersToken() {
        return manager.standardToken(CLIENT_CREDENTIALS).expect(200).text("access_token");
    }

    /** In Admin REST. */
    List<String> pathsOf(List<Credentials> of, String managersToken) {
        return of.parallelStream()
                .map(user -> admin("GET", "/users?exact=true&username=" + user.id(), managersToken)
                        .send()
                        .expect(200)
                        .json())
                .map(found -> "/users/" + found.path(0).path("id").asText())
                .toList();
    }

    Call admin(String method, String path, String managersToken) {
        return Call.to(method, URI.create(keycloak.server() + "/admin/realms/finapi" + path))
                .bearer(managersToken);
    }

    static Map<String, String> password(Credentials user) {
        return Map.of("grant_type", "password", "username", user.id(), "password", user.secret());
    }
}
