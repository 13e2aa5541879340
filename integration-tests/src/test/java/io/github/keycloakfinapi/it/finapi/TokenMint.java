package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Where a test gets tokens from, good ones and others. What it needs for that is made once, and removed in the end. */
public final class TokenMint implements AutoCloseable {

    private final FinApi finapi;
    private final Admin admin;
    private final KeycloakServer keycloak;
    private final Deque<Runnable> cleanUp = new ArrayDeque<>();
    private SigningKey key;

    public TokenMint(FinApi finapi, Admin admin, KeycloakServer keycloak) {
        this.finapi = finapi;
        this.admin = admin;
        this.keycloak = keycloak;
    }

    public FinApi finapi() {
        return finapi;
    }

    public Admin admin() {
        return admin;
    }

    public Clients clients() {
        return new Clients(admin);
    }

    /** A client token and a user token that are good. */
    public Stream<String> tokens() {
        return tokensOf(finapi.client()).stream();
    }

    /** The same for another client. */
    public List<String> tokensOf(Credentials client) {
        var other = finapi.as(client);
        return List.of(other.clientToken(), other.userToken(finapi.newUser()));
    }

    /** A key that the realm trusts. */
    public SigningKey key() {
        if (key == null) {
            key = SigningKey.trustedBy(admin);
            cleanUp.push(key::close);
        }
        return key;
    }

    /** Of a realm beside this one. */
    public TokenMint another() {
        var other = new OtherRealm(keycloak, finapi.version());
        cleanUp.push(other::close);
        return new TokenMint(other.finapi(), other.admin(), keycloak);
    }

    @Override
    public void close() {
        cleanUp.forEach(Runnable::run);
    }
}
