package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.SideDoesNotAnswer;
import java.util.UUID;

/** Gives the admin client another secret, and then its own again. */
final class SecretChange {
    private static final int ATTEMPTS = 5;

    private final Api api;
    private final Credentials client;
    private final Credentials changed;
    /** Whether we know that the server has refused the change or has made it. */
    private boolean outcomeIsKnown;

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
        // The other side may use the same client, and then has ended its tokens.
        api.forgetTokens();
        var old = api.admin();
        // Saved before the call: whatever ends the call, the new secret is not lost.
        var file = LostSecret.save(changed.secret());
        var isChanged = false;
        try {
            var reply = api.send(request(old, client, changed));
            outcomeIsKnown = reply.isRefusal();
            isChanged = reply.status() == 200;
            if (isChanged) {
                api.send(get("/mandatorAdmin/getUserList?perPage=0").bearer(old));
                api.send(api.tokenOf(client, "grant_type", "client_credentials"));
                api.note("a token by the new secret", tokenStatus(changed));
            }
        } finally {
            changeBack(file);
            api.forgetTokens();
        }
        if (isChanged) {
            api.send(api.tokenOf(client, "grant_type", "client_credentials"));
        }
    }

    private void changeBack(LostSecret file) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (isBack()) {
                    file.delete();
                    return;
                }
            } catch (RuntimeException e) {
                // The next attempt may succeed.
                continue;
            }
        }
        throw new SideDoesNotAnswer(
                api.side(),
                "the client " + client.id() + " may have another secret now: if it refuses its own, take the one in "
                        + file.file());
    }

    /** Whether only the old secret gets a token. If the new one does, sets the old one for the next attempt. */
    private boolean isBack() {
        var reply = api.callAnyway(api.tokenOf(changed, "grant_type", "client_credentials"));
        if (reply.status() == 200) {
            outcomeIsKnown = true;
            api.callAnyway(request(reply.text("access_token"), changed, client));
            return false;
        }
        return outcomeIsKnown && tokenStatus(client) == 200;
    }

    private int tokenStatus(Credentials credentials) {
        return api.callAnyway(api.tokenOf(credentials, "grant_type", "client_credentials"))
                .status();
    }

    private static Request request(String token, Credentials from, Credentials to) {
        return post("/mandatorAdmin/changeClientCredentials")
                .bearer(token)
                .json("clientId", from.id(), "oldClientSecret", from.secret(), "newClientSecret", to.secret());
    }
}
