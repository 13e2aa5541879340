package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.view.Labels;
import io.github.keycloakfinapi.compare.view.Observation;
import io.github.keycloakfinapi.compare.view.View;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.DecryptionKey;
import io.github.keycloakfinapi.compare.wire.Reply;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What a check calls one side with. What it sends is compared, what it prepares is not. */
public final class Api {
    /** A limit that nobody exceeds: finAPI's example is 3. */
    private static final int MOST_ATTEMPTS = 12;

    private final Caller caller;
    private final Labels labels;
    private final View view;
    private final Observation observation = new Observation();
    private int ids;

    public Api(Caller caller, Check check) {
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

    /** Its answer is compared. */
    Reply send(Request request) {
        var reply = call(request);
        view.add(observation, request, reply);
        return reply;
    }

    /** Compares something that no answer says by itself. */
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

    /** Also if somebody has ended the run: to change back what has been changed. */
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

    /** The same, asked for again: after one has been revoked. */
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

    /** With a token of the app client. */
    Request asClient(Request request) {
        return request.bearer(client());
    }

    Request asAdmin(Request request) {
        return request.bearer(admin());
    }

    Request asUser(Credentials user, Request request) {
        return request.bearer(userToken(user));
    }

    /** Names and values in turn. */
    Request create(Object... fields) {
        return asClient(Request.post("/users").json(fields));
    }

    /** Of a user that nobody has. */
    String id() {
        return id("");
    }

    /** With this end. */
    String id(String end) {
        var id = caller.newId() + end;
        labels.addId(id, "id " + ++ids);
        return id;
    }

    String password() {
        var password = UUID.randomUUID().toString();
        secret(password);
        return password;
    }

    /** One who is there already, for checks that leave it as it is. */
    Credentials someone() {
        if (caller.someone == null) {
            caller.someone = verified(new Credentials(caller.newId(), password()), "email", "someone@example.org");
            labels.addId(caller.someone.id(), "someone");
        }
        return caller.someone;
    }

    Credentials newUser(Object... fields) {
        return verified(new Credentials(id(), password()), fields);
    }

    Credentials newUserCalled(String id) {
        return verified(new Credentials(id, password()));
    }

    Credentials verified(Credentials user, Object... fields) {
        make(user, fields);
        if (!isVerified(user)) {
            prepare(200, asClient(Request.post("/users/verify/" + user.id())));
        }
        return user;
    }

    Credentials unverifiedUser() {
        var user = new Credentials(id(), password());
        make(user);
        if (isVerified(user)) {
            throw new NotTried("the client verifies its users when it makes them");
        }
        return user;
    }

    private void make(Credentials user, Object... fields) {
        var all = new ArrayList<Object>(List.of("id", user.id(), "password", user.secret()));
        all.addAll(Arrays.asList(fields));
        prepare(201, create(all.toArray()));
    }

    private boolean isVerified(Credentials user) {
        if (caller.verifies == null) {
            caller.verifies = prepare(
                            200,
                            asClient(Request.get("/users/verificationStatus").query("userId", user.id())))
                    .json()
                    .path("isUserVerified")
                    .asBoolean();
        }
        return caller.verifies;
    }

    /** Fails to log in until the answer is 423. */
    void lock(String id) {
        // Nobody else could delete a locked user.
        adminClient();
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (call(login(id, "wrong-" + attempt)).status() == 423) {
                return;
            }
        }
        throw new NotTried("no lock after " + MOST_ATTEMPTS + " wrong passwords");
    }

    Credentials lockedUser() {
        var user = newUser();
        lock(user.id());
        return user;
    }

    /** Not to be shown. */
    void secret(String text) {
        caller.connection().secrets().add(text);
    }

    void passwordIs(String id, String password) {
        caller.connection().users().changePassword(id, password);
    }
}
