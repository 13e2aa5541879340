package io.github.keycloakfinapi.it.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is on the server, so that not every request fails at its first check. */
final class Target {

    static final int CLIENT = 0;
    static final int USER = 1;
    static final int AUTHORIZATIONS = 12;

    private final FinApi finapi;
    private final FinApi admin;

    private Map<String, List<String>> known = Map.of();
    private List<String> authorizations = List.of();

    Target(KeycloakServer keycloak) {
        var shared = FinApi.of(keycloak, Version.V2);
        // One that no other test gets its tokens by: requests change how long they last.
        finapi = shared.as(new Clients(keycloak.admin())
                .app(Map.of("finapi.data-decryption-key", keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY"))));
        admin = shared.as(FinApi.mandatorAdmin(keycloak));
        renew();
    }

    /** A user whom no request has locked or deleted yet, and tokens that none has revoked. */
    void renew() {
        var client = finapi.client();
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user).expect(200);
        var clientToken = finapi.clientToken();
        // Others than those that the requests authorize themselves with, which would soon be worth nothing.
        var revoked = finapi.requestUserToken(user).expect(200);
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
                "password", List.of(user.secret()),
                "refresh_token", List.of(refresh, access),
                "token", List.of(refresh, access, finapi.clientToken()));
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
