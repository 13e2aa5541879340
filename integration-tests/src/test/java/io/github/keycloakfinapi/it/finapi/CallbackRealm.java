package io.github.keycloakfinapi.it.finapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import java.util.stream.Stream;

/** The realm that the project ships, with an application that is called back when a user is gone. */
public final class CallbackRealm implements AutoCloseable {

    private final Receiver receiver;
    private final OtherRealm realm;
    private final Clients clients;

    public CallbackRealm(KeycloakServer keycloak) {
        receiver = new Receiver(keycloak.testHost());
        realm = new OtherRealm(keycloak, Version.V2);
        clients = new Clients(admin());
        callBackAt(receiver.url());
    }

    /** What the application was sent, and how it answers. */
    public Receiver receiver() {
        return receiver;
    }

    public String name() {
        return realm.name();
    }

    public FinApi finapi() {
        return realm.finapi();
    }

    public FinApi mandator() {
        return realm.mandator();
    }

    public Admin admin() {
        return realm.admin();
    }

    public Operator operator() {
        return new Operator(admin());
    }

    public Clients clients() {
        return clients;
    }

    /** Instead of where the application has been called until now. */
    public void callBackAt(String url) {
        clients.callBackAt(finapi().client(), url);
    }

    /** Clients of another realm, which have the same names, tell this one's application. */
    public void listenTo(Admin other) {
        new Clients(other).callBackAt(finapi().client(), receiver.url());
    }

    public void setAttribute(String name, String value) {
        realm.setAttribute(name, value);
    }

    public Credentials newUser(String id) {
        return newUser(finapi(), id);
    }

    private static Credentials newUser(FinApi of, String id) {
        var user = new Credentials(id, "open sesame");
        of.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        return user;
    }

    /** A user who was there for a moment. */
    public void deleted(String id) {
        newUser(id);
        admin().deleteUser(id);
    }

    /** The application is told of these users, in any order, and of no other yet. */
    public void awaitUsers(String... ids) {
        Eventually.holds(() -> assertThat(receiver.userIds()).containsExactlyInAnyOrder(ids));
    }

    /** The application is told of these users, and of no other before one who is deleted later. */
    public void awaitOnly(String... ids) {
        awaitOnlyBefore(finapi(), ids);
    }

    /** The same, and the one who is deleted later is of this realm. */
    public void awaitOnlyBefore(FinApi later, String... ids) {
        awaitUsers(ids);
        var marker = newUser(later, FinApi.randomId());
        later.delete(later.userToken(marker)).expect(200);
        awaitUsers(Stream.concat(Stream.of(ids), Stream.of(marker.id())).toArray(String[]::new));
    }

    public void assertThatNobodyWasTold() {
        awaitOnly();
    }

    @Override
    public void close() {
        realm.close();
        receiver.close();
    }
}
