package io.github.keycloakfinapi.testkit;

import java.util.List;

/**
 * A Keycloak that answers like finAPI Access, for the tests of an application.
 *
 * <p>An application is given {@link #getBaseUrl()} or, if it can only change finAPI's host, {@link #getHostRootUrl()}, and the
 * credentials of {@link #client()}. Both URLs lead through a proxy of the kit, which makes the {@link #faults()}; what a test does by
 * this interface does not.
 *
 * <p>If a call of the kit itself fails, its method throws an {@link IllegalStateException} with the server's answer, or an
 * {@link java.io.UncheckedIOException} if there is none.
 */
public interface FinapiServer extends AutoCloseable {

    /**
     * Starts a server with {@link FinapiSettings#defaults()}: in a container if a Docker engine answers, otherwise from Keycloak's
     * distribution. The system property {@code finapi.testkit.backend} chooses: {@code container} or {@code distribution}.
     *
     * @throws RuntimeException if the server is not ready after ten minutes, or ends before; its message, or that of a cause, ends
     *     with the server's log
     * @throws IllegalStateException if there is no distribution to start from
     * @throws IllegalArgumentException for another value of the system property
     */
    static FinapiServer start() {
        return start(FinapiSettings.defaults());
    }

    /** The same with other settings. */
    static FinapiServer start(FinapiSettings settings) {
        return Backend.chosen().startAloud(settings);
    }

    /**
     * The one server of this JVM, started when it is first asked for: the one that {@link FinapiTest} hands out. It ends with the run,
     * and {@link #close} does nothing.
     *
     * @throws RuntimeException if it does not start, as {@link #start()} does; it is not tried again, and later callers get one line
     */
    static FinapiServer shared() {
        return SharedServer.everyones();
    }

    /** What takes the place of {@code https://live.finapi.io}, such as {@code http://127.0.0.1:40123/realms/finapi}; no slash at its end. */
    String getBaseUrl();

    /** The same server with finAPI's paths directly below the host, such as {@code http://127.0.0.1:40123}; tokens are good at both. */
    String getHostRootUrl();

    /** The app client that the realm comes with. */
    FinapiClient client();

    /** The mandator's admin client: it lists and deletes users, and changes clients' secrets. */
    FinapiClient adminClient();

    /** Another app client, with the settings of this server. */
    FinapiClient createClient();

    /**
     * Another app client.
     *
     * @param settings its own
     * @throws IllegalArgumentException if the number of login attempts is not the server's
     */
    FinapiClient createClient(FinapiSettings settings);

    /** Its tokens are worth nothing any more. Its users stay. Does nothing if the client is gone already. */
    void deleteClient(FinapiClient client);

    /** A user of {@link #client()}, with a generated id and password. */
    default FinapiUser createUser() {
        return createUser(client());
    }

    /** A user of this client, with a generated id and password. */
    FinapiUser createUser(FinapiClient client);

    /** Lets a user of a client without auto-verification get tokens. */
    void verify(FinapiUser user);

    /** As the mandator's admin client. Clients are told at their callback URLs. Does nothing if the user is gone already. */
    void deleteUser(FinapiUser user);

    /** A client token of {@link #client()}. */
    default String clientToken() {
        return clientToken(client());
    }

    /** A client token. While the last one is valid, it is returned again, as at finAPI. */
    String clientToken(FinapiClient client);

    /** A user token, by the password. While the last one is valid, it is returned again, as at finAPI. */
    String userToken(FinapiUser user);

    /**
     * From now on the server tells the application of deleted users, also of those of other clients: a {@code POST} with
     * {@code {"userId", "event": "DELETED"}}, about a second after the deletion. It comes from the server itself, so no fault hits it,
     * and is repeated, with the same {@code Idempotency-Key}, after 408, 429, 5xx or no answer.
     *
     * @param client the one that is told
     * @param url of the application, {@code http} and at this machine as the test sees it, such as
     *     {@code http://localhost:8081/callback}
     * @throws IllegalArgumentException if it is no such URL, or if the server does not have the client
     */
    void sendDeletionCallbacks(FinapiClient client, String url);

    /** What is to go wrong between the application and the server. */
    Faults faults();

    /**
     * The calls that the application has sent with this client's credentials or tokens, in the order of their arrival. A call with an
     * unknown or no token is nobody's. The server that {@link FinapiTest} hands out has those since the test began.
     */
    List<FinapiCall> calls(FinapiClient client);

    /** What the server has logged. */
    String getLogs();

    /** Ends the server; does nothing to the one that all tests share. */
    @Override
    void close();
}
