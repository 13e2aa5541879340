package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** finAPI Access as an application calls it: a base URL, a version, and the credentials of an app client. */
public record FinApi(URI base, Version version, Credentials client) {

    public static FinApi of(KeycloakServer keycloak, Version version) {
        return new FinApi(
                keycloak.base(),
                version,
                new Credentials(keycloak.variable("FINAPI_CLIENT_ID"), keycloak.variable("FINAPI_CLIENT_SECRET")));
    }

    public static Credentials mandatorAdmin(KeycloakServer keycloak) {
        return new Credentials(
                keycloak.variable("FINAPI_ADMIN_CLIENT_ID"), keycloak.variable("FINAPI_ADMIN_CLIENT_SECRET"));
    }

    /** With the data decryption key of the development environment's client. */
    public static PasswordChange passwordChange(KeycloakServer keycloak, FinApi finapi) {
        return new PasswordChange(
                finapi, new DataDecryptionKey(keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY")));
    }

    public FinApi as(Credentials other) {
        return new FinApi(base, version, other);
    }

    public FinApi in(Version other) {
        return new FinApi(base, other, client);
    }

    FinApi at(URI other) {
        return new FinApi(other, version, client);
    }

    /** A call below the base URL. */
    public Call call(String method, String path) {
        return Call.to(method, URI.create(base + path));
    }

    public Call users(String method) {
        return call(method, version.users());
    }

    /** A token request of this client. */
    public Call tokenCall(Map<String, String> parameters) {
        return call("POST", version.token()).form(withClient(parameters));
    }

    /** The same at Keycloak's own token endpoint. */
    public Call standardTokenCall(Map<String, String> parameters) {
        return call("POST", "/protocol/openid-connect/token").form(withClient(parameters));
    }

    public Answer token(Map<String, String> parameters) {
        return tokenCall(parameters).send();
    }

    public Answer standardToken(Map<String, String> parameters) {
        return standardTokenCall(parameters).send();
    }

    /** With a token of this client for the bearer. */
    public Answer revoke(Map<String, String> parameters) {
        return call("POST", version.revoke())
                .bearer(clientToken())
                .form(parameters)
                .send();
    }

    private Map<String, String> withClient(Map<String, String> parameters) {
        var form = new LinkedHashMap<>(parameters);
        form.put("client_id", client.id());
        form.put("client_secret", client.secret());
        return form;
    }

    public Answer requestClientToken() {
        return token(Map.of("grant_type", "client_credentials"));
    }

    public String clientToken() {
        return requestClientToken().expect(200).text("access_token");
    }

    public Answer requestUserToken(Credentials user) {
        return token(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));
    }

    public String userToken(Credentials user) {
        return requestUserToken(user).expect(200).text("access_token");
    }

    public Answer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    public Answer create(String json) {
        return users("POST").bearer(clientToken()).json(json).send();
    }

    public Answer create(Map<String, ?> user) {
        return create(Json.of(user));
    }

    /** A user that no other test knows. */
    public Credentials newUser() {
        var user = new Credentials(randomId(), UUID.randomUUID().toString());
        create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        return user;
    }

    /** A user of whom everything is known that finAPI keeps. */
    public Credentials newUserWith(String email, String phone) {
        var user = new Credentials(randomId(), UUID.randomUUID().toString());
        create(Map.of("id", user.id(), "password", user.secret(), "email", email, "phone", phone))
                .expect(201);
        return user;
    }

    public Answer user(String userToken) {
        return users("GET").bearer(userToken).send();
    }

    public Answer edit(String userToken, String json) {
        return users("PATCH").bearer(userToken).json(json).send();
    }

    public Answer edit(String userToken, Map<String, ?> changes) {
        return edit(userToken, Json.of(changes));
    }

    public Answer delete(String userToken) {
        return users("DELETE").bearer(userToken).send();
    }

    /** The id goes into the path as it is. */
    public Answer deleteUnverified(String userId) {
        return call("DELETE", version.users() + "/" + userId)
                .bearer(clientToken())
                .send();
    }

    /** The id goes into the path as it is. */
    public Answer verify(String userId) {
        return call("POST", version.users() + "/verify/" + userId)
                .bearer(clientToken())
                .send();
    }

    public Answer verificationStatus(String userId) {
        return verificationStatus(Map.of("userId", userId));
    }

    public Answer verificationStatus(Map<String, String> query) {
        return call("GET", version.users() + "/verificationStatus?" + Call.encoded(query))
                .bearer(clientToken())
                .send();
    }

    public Answer requestPasswordChange(String userId) {
        return call("POST", version.users() + "/requestPasswordChange")
                .bearer(clientToken())
                .json(Json.of(Map.of("userId", userId)))
                .send();
    }

    public Answer configuration() {
        return call("GET", version.clientConfiguration()).bearer(clientToken()).send();
    }

    public Call editConfigurationCall(String json) {
        return call("PATCH", version.clientConfiguration())
                .bearer(clientToken())
                .json(json);
    }

    public Call editConfigurationCall(Map<String, ?> changes) {
        return editConfigurationCall(Json.of(changes));
    }

    public Answer editConfiguration(String json) {
        return editConfigurationCall(json).send();
    }

    public Answer editConfiguration(Map<String, ?> changes) {
        return editConfiguration(Json.of(changes));
    }

    public Answer executePasswordChange(Map<String, ?> change) {
        return call("POST", version.users() + "/executePasswordChange")
                .bearer(clientToken())
                .json(Json.of(change))
                .send();
    }

    /** To the secret of these credentials. */
    public Answer executePasswordChange(Credentials changed, String passwordChangeToken) {
        return executePasswordChange(Map.of(
                "userId", changed.id(), "password", changed.secret(), "passwordChangeToken", passwordChangeToken));
    }

    /** With a token of this client for the bearer; only that of a mandator admin client is let in. */
    public Call mandatorAdminCall(String operation, Object body) {
        return call("POST", version.mandatorAdmin() + "/" + operation)
                .bearer(clientToken())
                .json(Json.of(body));
    }

    /**
     * The list of users, with these parameters in the query. The list of a realm that has just been made is not there at
     * once: whoever is told to come back comes back.
     */
    public Answer userList(String query) {
        var call =
                call("GET", version.mandatorAdmin() + "/getUserList?" + query).bearer(clientToken());
        return Eventually.get(call::send, answer -> answer.status() != 503);
    }

    /** The ids of the users that the list shows. */
    public List<String> listed(String query) {
        return userList(query).expect(200).json().path("users").findValuesAsText("userId");
    }

    public Answer deleteUsers(Collection<String> ids) {
        return mandatorAdminCall("deleteUsers", Map.of("userIds", ids)).send();
    }

    public Call changeSecretCall(Credentials client, String newSecret) {
        return mandatorAdminCall(
                "changeClientCredentials",
                Map.of(
                        "clientId", client.id(),
                        "oldClientSecret", client.secret(),
                        "newClientSecret", newSecret));
    }

    public Answer changeSecret(Credentials client, String newSecret) {
        return changeSecretCall(client, newSecret).send();
    }

    public Answer switchTo(Version other) {
        return mandatorAdminCall("switchApiVersion", Map.of("apiVersion", other.name()))
                .send();
    }

    /** A user that has an id and a password only, as this version writes it. */
    public Map<String, Object> bareUser(String id, String password) {
        var user = new LinkedHashMap<String, Object>();
        user.put("id", id);
        user.put("password", password);
        if (version == Version.V1) {
            user.put("email", null);
            user.put("phone", null);
        }
        user.put("isAutoUpdateEnabled", false);
        return user;
    }

    /** As long as an id may be. */
    public static String randomId() {
        return UUID.randomUUID().toString();
    }
}
