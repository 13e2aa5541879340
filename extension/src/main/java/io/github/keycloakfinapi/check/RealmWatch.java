package io.github.keycloakfinapi.check;

import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.internals.AdministrationListener;
import io.github.keycloakfinapi.internals.OneNode;
import io.github.keycloakfinapi.internals.RealmExport;
import io.github.keycloakfinapi.internals.RealmsWithRole;
import io.github.keycloakfinapi.internals.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Runs the realm check in realms with finAPI clients, and logs the result: after the start on one node of the cluster, and
 * after an operator's change on the node that made it. It runs in the background, so no request waits for it.
 */
public final class RealmWatch extends AdministrationListener {
    private static final Logger LOG = Logger.getLogger(RealmWatch.class);
    /** Delay in seconds, because changes come in bursts. */
    private static final int PAUSE = 2;
    /** How long the nodes of a cluster may take to start, in seconds. */
    private static final int START = 120;
    /** Changes of users do not change any setting. */
    private static final Set<ResourceType> OF_USERS = Set.of(
            ResourceType.USER,
            ResourceType.USER_LOGIN_FAILURE,
            ResourceType.USER_SESSION,
            ResourceType.GROUP_MEMBERSHIP,
            ResourceType.CLIENT_ROLE_MAPPING);

    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> logged = new ConcurrentHashMap<>();
    private KeycloakSessionFactory factory;
    private ScheduledExecutorService background;

    public RealmWatch() {
        super("finapi-realm-check");
    }

    @Override
    protected void heard(KeycloakSession session, AdminEvent event) {
        if (!OF_USERS.contains(event.getResourceType())) {
            checkAfterCommit(session, event.getRealmId());
        }
    }

    private void checkAfterCommit(KeycloakSession session, String realmId) {
        Transactions.afterCommit(session, () -> checkSoon(realmId));
    }

    private void checkSoon(String realmId) {
        if (pending.add(realmId)) {
            background.schedule(
                    () -> {
                        pending.remove(realmId);
                        check(realmId);
                    },
                    PAUSE,
                    TimeUnit.SECONDS);
        }
    }

    private void checkAll() {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> OneNode.run(
                        session,
                        "finapi-realm-check",
                        START,
                        () -> RealmsWithRole.ids(session, Caller.APP_ROLE).forEach(this::check)));
    }

    /** Each realm has its own transaction, so that many realms do not occupy a connection for long. */
    private void check(String realmId) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> {
                RealmModel realm = session.realms().getRealm(realmId);
                if (realm != null && realm.getRole(Caller.APP_ROLE) != null) {
                    session.getContext().setRealm(realm);
                    log(realm, RealmCheck.of(RealmExport.of(session, realm)));
                }
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "The settings of the realm %s were not checked", realmId);
        }
    }

    /** Logs only what differs from the last check, so that a change does not repeat everything. */
    private void log(RealmModel realm, List<String> lines) {
        List<String> before = Objects.requireNonNullElse(logged.put(realm.getId(), lines), List.of());
        List<String> corrected =
                before.stream().filter(line -> !lines.contains(line)).toList();
        lines.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> LOG.warnf("Realm %s is not as finAPI's clients expect: %s", realm.getName(), line));
        corrected.forEach(line -> LOG.infof("Realm %s, no longer the case: %s", realm.getName(), line));
        if (!corrected.isEmpty() && lines.isEmpty()) {
            LOG.infof("Realm %s is as finAPI's clients expect", realm.getName());
        } else if (!corrected.isEmpty()) {
            LOG.infof("Realm %s, settings that still contradict finAPI: %d", realm.getName(), lines.size());
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        factory = sessions;
        background = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "finapi-realm-check");
            thread.setDaemon(true);
            return thread;
        });
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                background.execute(this::checkAll);
            } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
                // Its admin event, if any, belongs to the realm master.
                checkAfterCommit(
                        created.getKeycloakSession(), created.getCreatedRealm().getId());
            }
        });
    }

    @Override
    public void close() {
        if (background != null) {
            background.shutdownNow();
        }
    }
}
