package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.view.Labels;
import io.github.keycloakfinapi.compare.view.Observation;
import io.github.keycloakfinapi.compare.view.View;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.DecryptionKey;
import io.github.keycloakfinapi.compare.wire.Reply;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Side;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.ArrayList;
import java.util.List;

/** The calls of a check to one side. Answers to what it sends are compared; answers to what it prepares are not. */
public abstract sealed class Calls permits Api {
    final Caller caller;
    final Labels labels;
    private final View view;
    private final Observation observation = new Observation();

    Calls(Caller caller, Check check) {
        this.caller = caller;
        this.labels = new Labels(caller.connection().secrets());
        this.view = new View(labels, check.look());
        var side = caller.connection().side();
        labels.add(side.base(), "<base>");
        labels.add(side.client().id(), "<client>");
        side.mandatorAdmin().ifPresent(admin -> labels.add(admin.id(), "<admin client>"));
        if (caller.someone != null) {
            labels.addId(caller.someone.id(), "someone");
        }
    }

    public Observation observation() {
        return observation;
    }

    Version version() {
        return caller.version();
    }

    /** Makes a call whose answer is compared. */
    Reply send(Request request) {
        var reply = call(request);
        view.add(observation, request, reply);
        return reply;
    }

    /** Compares a value that is not in an answer as such, such as a length. */
    void note(String about, Object value) {
        observation.note(about, String.valueOf(value));
    }

    Reply prepare(int expected, Request request) {
        var reply = call(request);
        if (reply.status() != expected) {
            throw new NotPrepared(view.summary(request, reply));
        }
        return reply;
    }

    Reply call(Request request) {
        return caller.connection().send(caller.version(), request);
    }

    /** Makes a call even after somebody has ended the run: to change back what has been changed. */
    Reply callAnyway(Request request) {
        return caller.connection().sendAnyway(caller.version(), request);
    }

    /** A token of the app client. */
    String client() {
        if (caller.clientToken == null) {
            caller.clientToken = freshClient();
        }
        return caller.clientToken;
    }

    /** A token of the app client, requested again: for instance after the last one was revoked. */
    String freshClient() {
        caller.clientToken =
                prepare(200, token("grant_type", "client_credentials")).text("access_token");
        return caller.clientToken;
    }

    /** A token of the mandator's admin client. */
    String admin() {
        var admin = adminClient();
        if (caller.adminToken == null) {
            caller.adminToken = prepare(200, tokenOf(admin, "grant_type", "client_credentials"))
                    .text("access_token");
        }
        return caller.adminToken;
    }

    void forgetTokens() {
        caller.adminToken = null;
        caller.clientToken = null;
    }

    Credentials adminClient() {
        return caller.connection()
                .side()
                .mandatorAdmin()
                .orElseThrow(() -> new NotTried("no credentials of the mandator's admin client"));
    }

    Side side() {
        return caller.connection().side();
    }

    Credentials appClient() {
        return caller.connection().side().client();
    }

    DecryptionKey decryptionKey() {
        return new DecryptionKey(caller.connection()
                .side()
                .decryptionKey()
                .orElseThrow(() -> new NotTried("no data decryption key of the client")));
    }

    /** A token request of the app client. */
    Request token(String... parameters) {
        return tokenOf(appClient(), parameters);
    }

    Request tokenOf(Credentials client, String... parameters) {
        return Request.oauth("POST", "/token").form(withClient(client, parameters));
    }

    String[] withClient(Credentials client, String... parameters) {
        var all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("client_id", client.id(), "client_secret", client.secret()));
        return all.toArray(String[]::new);
    }

    Request login(Credentials user) {
        return login(user.id(), user.secret());
    }

    Request login(String id, String password) {
        return token("grant_type", "password", "username", id, "password", password);
    }

    Request refresh(String refreshToken) {
        return token("grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    Tokens tokens(Credentials user) {
        var reply = prepare(200, login(user));
        return new Tokens(reply.text("access_token"), reply.text("refresh_token"));
    }

    String userToken(Credentials user) {
        return tokens(user).access();
    }

    /** The request with a token of the app client. */
    Request asClient(Request request) {
        return request.bearer(client());
    }

    Request asAdmin(Request request) {
        return request.bearer(admin());
    }

    Request asUser(Credentials user, Request request) {
        return request.bearer(userToken(user));
    }

    /** @param fields names and values in turn */
    Request create(Object... fields) {
        return asClient(Request.post("/users").json(fields));
    }
}
