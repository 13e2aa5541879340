package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Reply;
import io.github.keycloakfinapi.compare.wire.Request;
import java.util.UUID;

/** The admin client gets another secret, and then its own again. */
final class SecretChange {
    private static final int ATTEMPTS = 5;

    private final Api api;
    private final Credentials client;
    private final Credentials changed;

    SecretChange(Api api) {
        this.api = api;
        this.client = api.adminClient();
        this.changed = new Credentials(client.id(), UUID.randomUUID().toString());
        if (!client.secret().matches("[A-Za-z0-9-]{36}")) {
            throw new NotTried("this secret could not be set again: it has not 36 letters, digits and -");
        }
        api.secret(changed.secret());
    }

    void run() {
        // On the other side it may be the same client.
        api.forgetTokens();
        var old = api.admin();
        var reply = api.send(request(old, client, changed));
        if (reply.status() != 200) {
            return;
        }
        try {
            api.send(get("/mandatorAdmin/getUserList?perPage=0").bearer(old));
            api.send(api.tokenOf(client, "grant_type", "client_credentials"));
            api.note("a token by the new secret", tokenOfChanged().status());
        } finally {
            changeBack();
            api.forgetTokens();
        }
        api.send(api.tokenOf(client, "grant_type", "client_credentials"));
    }

    private Reply tokenOfChanged() {
        return api.callAnyway(api.tokenOf(changed, "grant_type", "client_credentials"));
    }

    private void changeBack() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var token = tokenOfChanged().text("access_token");
            if (api.callAnyway(request(token, changed, client)).status() == 200) {
                return;
            }
        }
        LostSecret.save(client.id(), changed.secret());
    }

    private static Request request(String token, Credentials from, Credentials to) {
        return post("/mandatorAdmin/changeClientCredentials")
                .bearer(token)
                .json("clientId", from.id(), "oldClientSecret", from.secret(), "newClientSecret", to.secret());
    }
}
