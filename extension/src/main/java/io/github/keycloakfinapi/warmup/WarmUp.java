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
 * Warms a node up before it is ready: it issues tokens and hashes passwords until the JVM has loaded and compiled the code, so that
 * the first callers do not wait for that. It needs a realm with an app client, and leaves no trace there.
 */
public final class WarmUp {
    /** How long it may take, in seconds; 0 switches it off. */
    public static final String OPTION = "warmUp";
    /** Twice as long as the JVM takes to compile the hash. */
    public static final int DEFAULT_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    /** Enough for the JVM to compile the hash. */
    private static final int LOGINS = 50;

    private static final int CLIENT_TOKENS_FOR_EACH = 10;

    private WarmUp() {}

    private record App(String realm, String client) {}

    /**
     * Runs in the thread of the caller. A failure is only logged.
     *
     * @param seconds after which no further request begins; the last one may take longer. Below 1 nothing is done
     */
    public static void run(KeycloakSessionFactory factory, int seconds) {
        if (seconds < 1) {
            return;
        }
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
            LOG.debugf(
                    "Warmed up in %d ms, %d rounds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), rounds);
        } catch (RuntimeException e) {
            // Harmless: the first calls will be slow.
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
