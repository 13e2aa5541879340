package io.github.keycloakfinapi.warmup;

import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.internals.RealmsWithRole;
import io.github.keycloakfinapi.internals.Rehearsal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Before a node is ready, it makes tokens and hashes passwords for a while: classes are loaded and compiled, and caches filled, so
 * that its first callers do not wait for that. It needs a realm with an app client, and leaves no trace in it.
 */
public final class WarmUp {
    /** Seconds that it may take; 0 switches it off. */
    public static final String OPTION = "warmUp";
    /** Twice what it takes to compile the hash. */
    public static final int DEFAULT_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    /** What the compiler of the JVM needs to see. */
    private static final int LOGINS = 50;

    private static final int CLIENT_TOKENS_FOR_EACH = 10;

    private WarmUp() {}

    private record App(String realm, String client) {}

    /** Ends after so many seconds at the latest, but for the request that is being dealt with. */
    public static void run(KeycloakSessionFactory factory, int seconds) {
        long start = System.nanoTime();
        long deadline = start + TimeUnit.SECONDS.toNanos(seconds);
        try {
            App app = KeycloakModelUtils.runJobInTransactionWithResult(factory, WarmUp::anyApp);
            int rounds = 0;
            while (app != null && rounds < LOGINS && System.nanoTime() < deadline) {
                Rehearsal.ofRefusedLogin(factory, app.realm(), app.client());
                for (int i = 0; i < CLIENT_TOKENS_FOR_EACH; i++) {
                    Rehearsal.ofClientToken(factory, app.realm(), app.client());
                }
                rounds++;
            }
            LOG.debugf("Warm after %d ms, %d rounds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), rounds);
        } catch (RuntimeException e) {
            // The first calls will be slow, and that is all.
            LOG.debug("Not warmed up", e);
        }
    }

    private static App anyApp(KeycloakSession session) {
        return RealmsWithRole.ids(session, Caller.APP_ROLE).stream()
                .map(session.realms()::getRealm)
                .filter(RealmModel::isEnabled)
                .flatMap(realm -> app(session, realm).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<App> app(KeycloakSession session, RealmModel realm) {
        RoleModel role = realm.getRole(Caller.APP_ROLE);
        session.getContext().setRealm(realm);
        return session.users()
                .getRoleMembersStream(realm, role)
                .map(account -> account.getServiceAccountClientLink())
                .filter(id -> id != null)
                .map(realm::getClientById)
                .filter(client -> client != null && client.isEnabled() && client.getSecret() != null)
                .map(client -> new App(realm.getId(), client.getId()))
                .findFirst();
    }
}
