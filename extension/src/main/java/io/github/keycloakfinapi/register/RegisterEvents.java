package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.internals.AdministrationListener;
import io.github.keycloakfinapi.internals.Database;
import io.github.keycloakfinapi.internals.LeftGroup;
import io.github.keycloakfinapi.internals.Transactions;
import io.github.keycloakfinapi.internals.UserAdminEvent;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * Listens to Keycloak's events. The {@link Follower} handles events of single users; a change that affects many users starts
 * the {@link Reconciliation}.
 */
public final class RegisterEvents extends AdministrationListener {
    /** The interval of looking for work, in seconds. */
    private static final int INTERVAL = 5;
    /** Delay in milliseconds, because changes come in bursts. */
    private static final long SOON = 2_000;

    private static final Set<ResourceType> SETTINGS = Set.of(ResourceType.REALM, ResourceType.COMPONENT);
    private static final Set<ResourceType> ROLES_AND_GROUPS =
            Set.of(ResourceType.REALM_ROLE, ResourceType.CLIENT_ROLE, ResourceType.GROUP);
    private static final Set<ResourceType> ROLE_MAPPINGS =
            Set.of(ResourceType.REALM_ROLE_MAPPING, ResourceType.CLIENT_ROLE_MAPPING);

    private final ActiveToday activeToday = new ActiveToday();
    private KeycloakSessionFactory factory;
    private ScheduledExecutorService background;
    private Reconciliation reconciliation;

    public RegisterEvents() {
        super("finapi-register");
    }

    @Override
    protected void heard(KeycloakSession session, Event event) {
        if (event.getUserId() != null && event.getRealmId() != null) {
            Follower.of(session).heard(event, activeToday);
        }
    }

    @Override
    protected void heard(KeycloakSession session, AdminEvent event) {
        if (isOfMany(event)) {
            callForRoundAfter(session, event.getRealmId());
        } else if (event.getResourcePath() != null && !UserAdminEvent.isBeingTold(session)) {
            // The extension has already handled what finAPI's clients do: the role of a new user, a deletion, a new
            // password.
            Follower.of(session).heard(event);
        }
    }

    /**
     * New roles and groups do not matter, because nobody has them yet. But adding a role to a composite role also arrives as
     * a creation.
     */
    private static boolean isOfMany(AdminEvent event) {
        ResourceType type = event.getResourceType();
        String path = Objects.requireNonNullElse(event.getResourcePath(), "");
        return ROLES_AND_GROUPS.contains(type)
                        && (event.getOperationType() != OperationType.CREATE || path.endsWith("/composites"))
                || ROLE_MAPPINGS.contains(type) && path.startsWith("groups/")
                || SETTINGS.contains(type);
    }

    private void callForRoundAfter(KeycloakSession session, String realm) {
        Transactions.afterCommit(session, () -> background.execute(() -> callForRound(realm)));
    }

    private void callForRound(String realm) {
        long soon = Time.currentTimeMillis() + SOON;
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> Database.of(session)
                        .createQuery(
                                "update FinapiRound o set o.due = :soon where o.realmId = :realm and o.due > :soon")
                        .setParameter("soon", soon)
                        .setParameter("realm", realm)
                        .executeUpdate());
        background.schedule(reconciliation, SOON, TimeUnit.MILLISECONDS);
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        factory = sessions;
        reconciliation = new Reconciliation(sessions);
        background = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "finapi-register");
            thread.setDaemon(true);
            return thread;
        });
        sessions.register(this::onEvent);
    }

    private void left(GroupModel.GroupMemberLeaveEvent leave) {
        KeycloakSession session = leave.getKeycloakSession();
        RealmModel realm = leave.getRealm();
        Optional<UserModel> user = LeftGroup.user(leave);
        if (user.isPresent()) {
            Follower.of(session).groupChanged(realm, user.get(), leave.getGroup());
        } else if (FinapiUser.isDecidedBy(realm, leave.getGroup())) {
            callForRoundAfter(session, realm.getId());
        }
    }

    private void onEvent(ProviderEvent event) {
        if (event instanceof RoleModel.RoleGrantedEvent granted) {
            Follower.of(granted.getKeycloakSession())
                    .roleChanged(granted.getRealm(), granted.getUser(), granted.getRole());
        } else if (event instanceof RoleModel.RoleRevokedEvent revoked) {
            Follower.of(revoked.getKeycloakSession())
                    .roleChanged(revoked.getRealm(), revoked.getUser(), revoked.getRole());
        } else if (event instanceof GroupModel.GroupMemberJoinEvent join) {
            Follower.of(join.getKeycloakSession()).groupChanged(join.getRealm(), join.getUser(), join.getGroup());
        } else if (event instanceof GroupModel.GroupMemberLeaveEvent leave) {
            left(leave);
        } else if (event instanceof UserModel.UserPreRemovedEvent removal) {
            Follower.of(removal.getKeycloakSession()).removing(removal.getRealm(), removal.getUser());
        } else if (event instanceof UserModel.UserRemovedEvent removal) {
            Follower.of(removal.getKeycloakSession()).removed(removal.getRealm(), removal.getUser());
        } else if (event instanceof RealmModel.RealmRemovedEvent removal) {
            new Register(removal.getKeycloakSession(), removal.getRealm().getId()).drop();
            UserList.WHOLE.remove(removal.getRealm().getId());
        } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
            Transactions.afterCommit(created.getKeycloakSession(), () -> background.execute(reconciliation));
        } else if (event instanceof PostMigrationEvent) {
            background.execute(reconciliation::callForAll);
            background.scheduleWithFixedDelay(reconciliation, 0, INTERVAL, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        if (background != null) {
            background.shutdownNow();
        }
    }
}
