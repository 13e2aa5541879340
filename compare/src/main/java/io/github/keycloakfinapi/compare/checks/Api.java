package io.github.keycloakfinapi.compare.checks;

import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** One side as a check sees it: its calls, and users of its own. */
public final class Api extends Calls {
    /** More attempts than any server is expected to allow: finAPI's example is 3. */
    private static final int MOST_ATTEMPTS = 12;

    private int ids;

    public Api(Caller caller, Check check) {
        super(caller, check);
    }

    /** A new id, which no user has. */
    String id() {
        return id("");
    }

    /** A new id with this ending. */
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

    /** A user that checks share; they leave it as it is. */
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

    /** Logs in with wrong passwords until the answer is 423. */
    void lock(String id) {
        // Only the admin client can delete a locked user, so do not begin without one.
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

    /** Hides this text in all output. */
    void secret(String text) {
        caller.connection().secrets().add(text);
    }

    void passwordIs(String id, String password) {
        caller.connection().users().changePassword(id, password);
    }
}
