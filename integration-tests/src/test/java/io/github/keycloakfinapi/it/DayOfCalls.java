package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation, and what goes wrong at times; each call with the events that it causes. */
final class DayOfCalls {

    /** What they tell beside the user is Keycloak's matter, and another in each of its versions. */
    private static final Set<String> KEYCLOAKS_OWN = Set.of(
            "CLIENT_LOGIN",
            "CLIENT_LOGIN_ERROR",
            "LOGIN",
            "LOGIN_ERROR",
            "REFRESH_TOKEN",
            "REVOKE_GRANT",
            "USER_DISABLED_BY_PERMANENT_LOCKOUT");

    private final KeycloakServer keycloak;
    private final Version version;
    private final List<String> rows = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();
    private final Admin admin;
    private final Clients clients;
    private final FinApi app;
    private final FinApi verifying;
    private final FinApi mandator;

    /** @param realm one that keeps all events */
    DayOfCalls(KeycloakServer keycloak, OtherRealm realm) {
        this.keycloak = keycloak;
        admin = realm.admin();
        clients = new Clients(admin);
        app = realm.finapi();
        version = app.version();
        verifying = app.as(clients.appThatVerifies());
        mandator = realm.mandator();
        Stream.of(app, verifying, mandator)
                .forEach(caller -> secrets.add(caller.client().secret()));
        secrets.add(keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY"));
    }

    /** A row of the table in the documentation for each call. */
    List<String> rows() {
        return List.copyOf(rows);
    }

    /** All events, as the administration gets them. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** What none of them may tell. */
    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    void live() {
        tokens();
        users();
        unverifiedUsers();
        passwords();
        theClientItself();
        theMandator();
    }

    private void tokens() {
        tell("`client_credentials`", app, null, token(Map.of("grant_type", "client_credentials")), 200);
        tell(
                "`client_credentials`, wrong secret",
                app,
                null,
                app.as(app.client().withSecret("mistyped")).tokenCall(Map.of("grant_type", "client_credentials")),
                401);
        var user = newUser(app);
        var tokens = tell("`password`", app, user, login(user), 200);
        tell("`password`, wrong", app, user, login(user.withSecret("mistyped")), 400);
        tell(
                "`refresh_token`",
                app,
                user,
                token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"))),
                200);
        tell(
                "`revoke`",
                app,
                user,
                app.call("POST", version.revoke())
                        .bearer(known(app.clientToken()))
                        .form(Map.of("token", tokens.text("access_token"))),
                200);
        app.requestUserToken(user.withSecret("mistyped")).expect(400);
        tell("`password`, wrong once too often", app, user, login(user.withSecret("mistyped")), 400);
        tell("`password`, of a locked user", app, user, login(user), 423);
    }

    private void users() {
        var user = known(new Credentials(FinApi.randomId(), "secret-" + FinApi.randomId()));
        var form =
                Map.of("id", user.id(), "password", user.secret(), "email", user.id() + "@example.org", "phone", "112");
        var create = app.users("POST").bearer(known(app.clientToken())).json(Json.of(form));
        tell("`POST /users`", app, user, create, 201);
        tell("`POST /users`, refused", app, user, create, 422);
        var token = known(app.userToken(user));
        tell("`GET /users`", app, user, app.users("GET").bearer(token), 200);
        tell("`PATCH /users`", app, user, app.users("PATCH").bearer(token).json("{\"phone\":\"110\"}"), 200);
        tell(
                "`PATCH /users`, another email",
                app,
                user,
                app.users("PATCH").bearer(token).json("{\"email\":\"ali@example.org\"}"),
                200);
        tell("`DELETE /users`", app, user, app.users("DELETE").bearer(token), 200);
    }

    private void unverifiedUsers() {
        var user = newUser(verifying);
        var token = known(verifying.clientToken());
        var path = version.users();
        tell("`password`, of an unverified user", app, user, login(user), 403);
        tell(
                "`GET /users/verificationStatus`",
                verifying,
                user,
                verifying
                        .call("GET", path + "/verificationStatus?userId=" + user.id())
                        .bearer(token),
                200);
        tell(
                "`POST /users/verify/{userId}`",
                verifying,
                user,
                verifying.call("POST", path + "/verify/" + user.id()).bearer(token),
                200);
        var other = newUser(verifying);
        tell(
                "`DELETE /users/{userId}`",
                verifying,
                other,
                verifying.call("DELETE", path + "/" + other.id()).bearer(token),
                200);
    }

    private void passwords() {
        var user = newUser(app);
        var token = known(app.clientToken());
        var path = version.users();
        tell(
                "`POST /users/requestPasswordChange`",
                app,
                user,
                app.call("POST", path + "/requestPasswordChange")
                        .bearer(token)
                        .json(Json.of(Map.of("userId", user.id()))),
                200);
        var change =
                new PasswordChange(app, FinApi.passwordChange(keycloak, app).key());
        var changed = known(user.withSecret("changed-" + FinApi.randomId()));
        tell(
                "`POST /users/executePasswordChange`",
                app,
                user,
                execution(token, changed, known(change.tokenFor(user))),
                200);
        tell(
                "`POST /users/executePasswordChange`, wrong token",
                app,
                user,
                execution(token, changed, known(FinApi.randomId())),
                403);
    }

    private Call execution(String bearer, Credentials changed, String token) {
        return app.call("POST", version.users() + "/executePasswordChange")
                .bearer(bearer)
                .json(Json.of(
                        Map.of("userId", changed.id(), "password", changed.secret(), "passwordChangeToken", token)));
    }

    private void theClientItself() {
        var token = known(app.clientToken());
        tell(
                "`GET /clientConfiguration`",
                app,
                null,
                app.call("GET", version.clientConfiguration()).bearer(token),
                200);
        tell(
                "`PATCH /clientConfiguration`",
                app,
                null,
                app.call("PATCH", version.clientConfiguration())
                        .bearer(token)
                        .json(Json.of(Map.of("finTSProductRegistrationNumber", known("C0FFEE0DECAF")))),
                200);
    }

    private void theMandator() {
        mandator.userList("").expect(200);
        var token = known(mandator.clientToken());
        tell(
                "`GET /mandatorAdmin/getUserList`",
                mandator,
                null,
                mandator.call("GET", version.mandatorAdmin() + "/getUserList").bearer(token),
                200);
        var user = newUser(app);
        tell(
                "`POST /mandatorAdmin/deleteUsers`",
                mandator,
                user,
                mandator.mandatorAdminCall("deleteUsers", Map.of("userIds", List.of(user.id()))),
                200);
        tell(
                "`POST /mandatorAdmin/changeClientCredentials`",
                mandator,
                null,
                mandator.changeSecretCall(verifying.client(), known(FinApi.randomId())),
                200);
        tell(
                "`POST /mandatorAdmin/switchApiVersion`",
                mandator,
                null,
                mandator.mandatorAdminCall("switchApiVersion", Map.of("apiVersion", version.name())),
                200);
    }

    private Call token(Map<String, String> parameters) {
        return app.tokenCall(parameters);
    }

    private Call login(Credentials user) {
        return token(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));
    }

    private Credentials newUser(FinApi creator) {
        return known(creator.newUserWith(FinApi.randomId() + "@example.org", "112"));
    }

    private String known(String secret) {
        secrets.add(secret);
        return secret;
    }

    private Credentials known(Credentials user) {
        secrets.add(user.secret());
        return user;
    }

    /** Makes the call, and a row of what is told of it. */
    private Answer tell(String what, FinApi caller, Credentials user, Call call, int status) {
        var users = new HashSet<String>();
        addId(users, user);
        admin.delete("/events").expect(204);
        admin.delete("/admin-events").expect(204);
        var answer = call.send().expect(status);
        Stream.of("access_token", "refresh_token", "passwordChangeToken")
                .map(name -> answer.json().path(name).asText())
                .filter(secret -> !secret.isEmpty())
                .forEach(secrets::add);
        addId(users, user);
        var events = admin.get("/events?max=100");
        var adminEvents = admin.get("/admin-events?max=100");
        events.forEach(event -> requireActor(event, caller, users));
        adminEvents.forEach(event -> requireAdministrator(event, caller, users));
        rows.add("| %s | %s | %s |"
                .formatted(
                        what,
                        cell(events.valueStream().map(this::userEvent)),
                        cell(adminEvents.valueStream().map(this::adminEvent))));
        return answer;
    }

    private void addId(Set<String> ids, Credentials user) {
        if (user != null) {
            admin.idIfExists(user.id()).ifPresent(ids::add);
        }
    }

    private void requireActor(JsonNode event, FinApi caller, Set<String> users) {
        told.add(event.toString());
        // Of its locks Keycloak does not say at which client.
        if (!event.path("type").asText().equals("USER_DISABLED_BY_PERMANENT_LOCKOUT")) {
            assertThat(event.path("clientId").asText())
                    .as("%s", event)
                    .isEqualTo(caller.client().id());
        }
        assertThat(event.path("ipAddress").asText()).as("%s", event).isNotBlank();
        // Of a login that is refused Keycloak does not always say whose it was.
        if (!users.isEmpty() && (event.has("userId") || !event.has("error"))) {
            assertThat(users).as("%s", event).contains(event.path("userId").asText());
        }
    }

    private void requireAdministrator(JsonNode event, FinApi caller, Set<String> users) {
        told.add(event.toString());
        var who = event.path("authDetails");
        assertThat(who.path("clientId").asText()).isEqualTo(clients.internalId(caller.client()));
        assertThat(who.path("userId").asText()).isEqualTo(clients.serviceAccount(caller.client()));
        assertThat(who.path("ipAddress").asText()).isNotBlank();
        if (event.path("resourceType").asText().equals("USER")) {
            assertThat(users).contains(event.path("resourcePath").asText().split("/")[1]);
        }
    }

    private String cell(Stream<String> events) {
        var all = events.collect(Collectors.toCollection(TreeSet::new));
        return all.isEmpty() ? "none" : String.join("; ", all);
    }

    private String userEvent(JsonNode event) {
        var type = event.path("type").asText();
        var details = new TreeSet<String>();
        event.path("details").fieldNames().forEachRemaining(details::add);
        if (KEYCLOAKS_OWN.contains(type)) {
            details.retainAll(Set.of("username"));
        }
        return "`" + type + "`" + (details.isEmpty() ? "" : ": " + names(details));
    }

    private String adminEvent(JsonNode event) {
        var path = event.path("resourcePath").asText().replaceFirst("/[^/]+", "/{id}");
        var representation = event.path("representation");
        return "`%s` of `%s` `%s`"
                        .formatted(
                                event.path("operationType").asText(),
                                event.path("resourceType").asText(),
                                path)
                + (representation.isMissingNode() ? "" : ": " + shown(event, representation.asText()));
    }

    private String shown(JsonNode event, String representation) {
        var fields = Json.tree(Json.object(representation));
        var names = new TreeSet<String>();
        fields.fieldNames().forEachRemaining(names::add);
        var found = admin.find("/" + event.path("resourcePath").asText());
        return found.status() == 200
                        && event.path("resourceType").asText().equals("USER")
                        && names.stream()
                                .allMatch(name ->
                                        fields.path(name).equals(found.json().path(name)))
                ? "the user"
                : names(names);
    }

    private String names(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
