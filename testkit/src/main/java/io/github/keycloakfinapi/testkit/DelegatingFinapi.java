package io.github.keycloakfinapi.testkit;

import java.util.List;

/** A server that leaves its work to another one: to the one that runs in its container, for instance. */
// Public, because a method reference from another package to an inherited method needs the interface.
public interface DelegatingFinapi extends FinapiServer {

    /**
     * The one that does the work.
     *
     * @throws IllegalStateException before it has been started
     */
    FinapiServer running();

    @Override
    default String getBaseUrl() {
        return running().getBaseUrl();
    }

    @Override
    default String getHostRootUrl() {
        return running().getHostRootUrl();
    }

    @Override
    default FinapiClient client() {
        return running().client();
    }

    @Override
    default FinapiClient adminClient() {
        return running().adminClient();
    }

    @Override
    default FinapiClient createClient() {
        return running().createClient();
    }

    @Override
    default FinapiClient createClient(FinapiSettings settings) {
        return running().createClient(settings);
    }

    @Override
    default void deleteClient(FinapiClient client) {
        running().deleteClient(client);
    }

    @Override
    default FinapiUser createUser(FinapiClient client) {
        return running().createUser(client);
    }

    @Override
    default void verify(FinapiUser user) {
        running().verify(user);
    }

    @Override
    default void deleteUser(FinapiUser user) {
        running().deleteUser(user);
    }

    @Override
    default String clientToken(FinapiClient client) {
        return running().clientToken(client);
    }

    @Override
    default String userToken(FinapiUser user) {
        return running().userToken(user);
    }

    @Override
    default void sendDeletionCallbacks(FinapiClient client, String url) {
        running().sendDeletionCallbacks(client, url);
    }

    @Override
    default Faults faults() {
        return running().faults();
    }

    @Override
    default List<FinapiCall> calls(FinapiClient client) {
        return running().calls(client);
    }

    @Override
    default String getLogs() {
        return running().getLogs();
    }
}
