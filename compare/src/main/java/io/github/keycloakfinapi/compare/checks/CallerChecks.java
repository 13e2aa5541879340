package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.delete;
import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.patch;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who may call what, and how a caller shows who it is. */
final class CallerChecks extends Group {

    CallerChecks() {
        wrongKinds();
        tokens();
    }

    private void wrongKinds() {
        forClients().forEach((operation, request) -> {
            on(operation);
            check(operation + "-by-user", a -> a.send(a.asUser(a.someone(), request)));
            check(operation + "-by-admin-client", a -> a.send(a.asAdmin(request)));
            check(operation + "-without-token", a -> a.send(request)).headers("WWW-Authenticate");
        });
        forUsers().forEach((operation, request) -> {
            on(operation);
            check(operation + "-by-client", a -> a.send(a.asClient(request)));
            check(operation + "-by-admin-client", a -> a.send(a.asAdmin(request)));
            check(operation + "-without-token", a -> a.send(request)).headers("WWW-Authenticate");
        });
        forAdmins().forEach((operation, request) -> {
            on(operation);
            check(operation + "-by-user", a -> a.send(a.asUser(a.someone(), request)));
            check(operation + "-by-client", a -> a.send(a.asClient(request)));
            check(operation + "-without-token", a -> a.send(request)).headers("WWW-Authenticate");
        });
    }

    /** Calls that would not change anything even if the server accepted them. */
    private static Map<Operation, Request> forClients() {
        var requests = new LinkedHashMap<Operation, Request>();
        requests.put(Operation.CREATE_USER, post("/users").json("id", "#"));
        requests.put(Operation.DELETE_UNVERIFIED_USER, delete("/users/%23"));
        requests.put(Operation.VERIFICATION_STATUS, get("/users/verificationStatus?userId=%23"));
        requests.put(Operation.VERIFY_USER, post("/users/verify/%23"));
        requests.put(
                Operation.REQUEST_PASSWORD_CHANGE,
                post("/users/requestPasswordChange").json("userId", "#"));
        requests.put(
                Operation.EXECUTE_PASSWORD_CHANGE,
                post("/users/executePasswordChange").json("userId", "#"));
        requests.put(Operation.GET_CONFIGURATION, get("/clientConfiguration"));
        requests.put(Operation.EDIT_CONFIGURATION, patch("/clientConfiguration").json());
        return requests;
    }

    private static Map<Operation, Request> forUsers() {
        var requests = new LinkedHashMap<Operation, Request>();
        requests.put(Operation.GET_USER, get("/users"));
        requests.put(Operation.EDIT_USER, patch("/users").json());
        requests.put(Operation.DELETE_USER, delete("/users"));
        return requests;
    }

    private static Map<Operation, Request> forAdmins() {
        var requests = new LinkedHashMap<Operation, Request>();
        requests.put(Operation.LIST_USERS, get("/mandatorAdmin/getUserList?perPage=0"));
        requests.put(Operation.DELETE_USERS, post("/mandatorAdmin/deleteUsers").json());
        requests.put(
                Operation.CHANGE_SECRET,
                post("/mandatorAdmin/changeClientCredentials").json());
        requests.put(
                Operation.SWITCH_VERSION,
                post("/mandatorAdmin/switchApiVersion").json());
        return requests;
    }

    private void tokens() {
        on(Operation.GET_USER);
        check("bad-token", a -> a.send(get("/users").bearer("no-such-token"))).headers("WWW-Authenticate");
        check("bad-token-wording", a -> a.send(get("/users").bearer("no-such-token")))
                .messages()
                .headers("WWW-Authenticate");
        check("empty-token", a -> a.send(get("/users").header("Authorization", "Bearer ")));
        check(
                "refresh-token-as-access-token",
                a -> a.send(get("/users").bearer(a.tokens(a.someone()).refresh())));
        check(
                "bearer-in-lower-case",
                a -> a.send(get("/users").header("Authorization", "bearer " + a.userToken(a.someone()))));
        check(
                "bearer-in-upper-case",
                a -> a.send(get("/users").header("Authorization", "BEARER " + a.userToken(a.someone()))));
        check("two-authorization-headers", a -> {
            var token = a.userToken(a.someone());
            a.send(get("/users").bearer(token).bearer(token));
        });
        check("token-in-query", a -> a.send(get("/users").query("access_token", a.userToken(a.someone()))));
        check("token-in-query-twice", a -> {
            var token = a.userToken(a.someone());
            a.send(get("/users").query("access_token", token, "access_token", token));
        });
        check(
                        "token-in-query-and-header",
                        a -> a.send(get("/users")
                                .query("access_token", "no-such-token")
                                .bearer(a.userToken(a.someone()))))
                .onlyIn(Version.V1);
        on(Operation.REVOKE);
        check(
                "revoke-with-token-in-query",
                a -> a.send(
                        Request.oauth("POST", "/revoke").query("access_token", a.client(), "token", "no-such-token")));
    }
}
