package io.github.keycloakfinapi.it.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What there is on the server, so that not every request fails at its first check. In a realm of its own: a request can change
 * what other tests need.
 */
final class Target implements AutoCloseable {

    static final int CLIENT = 0;
    static final int USER = 1;
    static final int MANDATOR_ADMIN = 2;
    static final int AUTHORIZATIONS = 12;

    private final OtherRealm realm;
    private final FinApi finapi;
    private final FinApi admin;

    private Map<String, List<String>> known = Map.of();
    private List<String> authorizations = List.of();

    Target(KeycloakServer keycloak) {
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        admin = finapi.as(FinApi.mandatorAdmin(keycloak));
        renew();
    }

    @Override
    public void close() {
        realm.close();
    }

    /** A user whom no request has locked or deleted yet, and tokens that none has revoked. */
    void renew() {
        allowBothVersions();
        var client = finapi.client();
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user).expect(200);
        var clientToken = finapi.clientToken();
        // Others than those that the requests authorize themselves with, which would soon be worth nothing.
        // Keycloak's own endpoint makes new ones.
        var revoked = finapi.standardToken(
                        Map.of("grant_type", "password", "username", user.id(), "password", user.secret()))
                .expect(200);
        var refresh = revoked.text("refresh_token");
        var access = revoked.text("access_token");
        known = Map.of(
                "client_id",
                        List.of(
                                client.id(),
                                client.id(),
                                client.id(),
                                admin.client().id()),
                "client_secret",
                        List.of(
                                client.secret(),
                                client.secret(),
                                client.secret(),
                                admin.client().secret()),
                "username", List.of(user.id(), user.id().toUpperCase(Locale.ROOT)),
                "userId", List.of(user.id(), FinApi.randomId()),
                "clientId", List.of(client.id(), admin.client().id()),
                "password", List.of(user.secret()),
                "refresh_token", List.of(refresh, access),
                "token",
                        List.of(
                                refresh,
                                access,
                                finapi.standardToken(Map.of("grant_type", "client_credentials"))
                                        .expect(200)
                                        .text("access_token")));
        authorizations = List.of(
                "Bearer " + clientToken,
                "Bearer " + tokens.text("access_token"),
                "bearer " + admin.clientToken(),
                "Bearer " + refresh,
                "Bearer " + clientToken.replaceFirst(".$", "_"),
                "Bearer " + clientToken + "." + clientToken,
                "Bearer",
                "Bearer  ",
                "Basic " + client.id(),
                "Basic " + base64(client),
                "Digest username=\"a\"",
                "\u00E4");
    }

    /** Else whoever switches the version has the rest of the requests refused. */
    private void allowBothVersions() {
        var clients = new Clients(realm.admin());
        for (var client : List.of(finapi.client(), admin.client())) {
            clients.setAttribute(client, "finapi.api-version", "");
        }
    }

    URI at(String rawPathAndQuery) {
        return URI.create(finapi.base() + rawPathAndQuery);
    }

    boolean knows(String name) {
        return known.containsKey(name);
    }

    String known(String name, int which) {
        var values = known.get(name);
        return values.get(which % values.size());
    }

    /** One of {@link #AUTHORIZATIONS}. */
    String authorization(int which) {
        return authorizations.get(which);
    }

    private static String base64(Credentials client) {
        return Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
    }
}
