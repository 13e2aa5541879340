package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.Administrators;
import io.github.keycloakfinapi.internals.EffectiveRoles;
import io.github.keycloakfinapi.internals.UserStore;
import io.github.keycloakfinapi.log.Once;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.constants.ServiceAccountConstants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * A user whom finAPI's API reaches. The realm may have others, such as administrators and employees: for finAPI's API they
 * do not exist. Only this class may look up users in Keycloak.
 *
 * <p>A user is one if it has the realm role {@value #ROLE}: directly, or through a group, a composite or default role, or a
 * mapper. Service accounts and users who administer Keycloak are never in reach, even with the role.
 */
public final class FinapiUser {
    /** The realm role. */
    public static final String ROLE = "finapi-user";

    /** The attribute that keeps an id as the client wrote it; Keycloak stores usernames in lower case. */
    public static final String ID_AS_WRITTEN = "finapi.id";

    /** finAPI's limit, in characters. */
    public static final int MAX_ID_LENGTH = 36;

    /** One character of an id. */
    public static final Pattern ID_CHARACTER = Pattern.compile("[a-zA-Z0-9\\-_.+@]");

    /** They cannot be a path segment. */
    public static final Set<String> NO_IDS = Set.of(".", "..");

    private static final Pattern ID = Pattern.compile(ID_CHARACTER.pattern() + "{1," + MAX_ID_LENGTH + "}");
    private static final Logger LOG = Logger.getLogger(FinapiUser.class);
    private static final Once REPORTED = new Once();
    private static final String JUST_MARKED = "finapi.just-marked";

    private final UserModel model;

    private FinapiUser(UserModel model) {
        this.model = model;
    }

    /** Keycloak's user. */
    public UserModel model() {
        return model;
    }

    /** The id as the client wrote it. */
    public String id() {
        return spelled(model.getUsername(), model.getFirstAttribute(ID_AS_WRITTEN));
    }

    /**
     * The id of the user with this username.
     *
     * @param written the value of the attribute {@value #ID_AS_WRITTEN}, or {@code null}
     */
    public static String spelled(String username, String written) {
        return username.equalsIgnoreCase(written) ? written : username;
    }

    /** Whether this is a valid id. */
    public static boolean canHave(String id) {
        return ID.matcher(id).matches() && !NO_IDS.contains(id);
    }

    /** Whether Keycloak reserves the id for the service account of a client. */
    public static boolean isReserved(String id) {
        return id.toLowerCase(Locale.ROOT).startsWith(ServiceAccountConstants.SERVICE_ACCOUNT_USER_PREFIX);
    }

    /**
     * The user with this id, in upper or lower case. Emails do not match, even if the realm's users sign in with them.
     *
     * @throws RuntimeException if the store that may have the user does not answer, see {@link UserStore#isAway}
     */
    public static Optional<FinapiUser> withId(KeycloakSession session, String id) {
        RealmModel realm = session.getContext().getRealm();
        if (!canHave(id)) {
            return Optional.empty();
        }
        UserModel user = session.users().getUserByUsername(realm, id);
        if (user == null) {
            UserStore.requireAllAvailable(session, id);
            return Optional.empty();
        }
        return of(session, user);
    }

    /** A user that a token, or another part of Keycloak, names. */
    public static Optional<FinapiUser> of(KeycloakSession session, UserModel user) {
        return of(session.getContext().getRealm(), user);
    }

    /** The same for a session of another realm, such as an administrator's. */
    public static Optional<FinapiUser> of(RealmModel realm, UserModel user) {
        UserStore.available(user);
        RoleModel role = realm.getRole(ROLE);
        if (role == null || user.getServiceAccountClientLink() != null) {
            return Optional.empty();
        }
        EffectiveRoles roles = EffectiveRoles.of(user);
        boolean reached = roles.contain(role) && roles.noneMatch(Administrators.rolesIn(realm));
        return reached && hasUsableId(realm, user) ? Optional.of(new FinapiUser(user)) : Optional.empty();
    }

    /** Whether the API can name a user with this username. */
    public static boolean isUsable(String username) {
        return canHave(username) && !isReserved(username);
    }

    private static boolean hasUsableId(RealmModel realm, UserModel user) {
        boolean usable = isUsable(user.getUsername());
        if (!usable && REPORTED.isNew(user.getId(), user.getUsername())) {
            LOG.warnf(
                    "The user %s of the realm %s has the role %s, but finAPI's clients cannot reach it: its username is not"
                            + " a valid finAPI id (1 to %d letters, digits and - _ . + @)",
                    user.getId(), realm.getName(), ROLE, MAX_ID_LENGTH);
        }
        return usable;
    }

    /** The user with Keycloak's own id, as its events name users. */
    public static Optional<FinapiUser> withKeycloakId(KeycloakSession session, RealmModel realm, String id) {
        UserModel user = session.users().getUserById(realm, id);
        return user == null ? Optional.empty() : of(realm, user);
    }

    /** Gives the role to a user whom a client has just created. */
    public static void mark(KeycloakSession session, UserModel created) {
        RoleModel role = RealmSetup.userRole(session);
        session.setAttribute(JUST_MARKED, created.getId());
        created.grantRole(role);
    }

    /** Whether this is Keycloak's id of a user whom a client has created in this session, so that no check is needed. */
    public static boolean isJustMarked(KeycloakSession session, String id) {
        return id.equals(session.getAttribute(JUST_MARKED));
    }

    /** Whether getting or losing this role can decide if a user is finAPI's. */
    public static boolean isDecidedBy(RealmModel realm, RoleModel role) {
        return isDecidedBy(realm, Stream.of(role));
    }

    /** The same for the membership of a group. */
    public static boolean isDecidedBy(RealmModel realm, GroupModel group) {
        return isDecidedBy(realm, EffectiveRoles.ofGroup(group));
    }

    private static boolean isDecidedBy(RealmModel realm, Stream<RoleModel> roles) {
        RoleModel ours = realm.getRole(ROLE);
        EffectiveRoles all = EffectiveRoles.of(roles);
        return ours != null && (all.contain(ours) || !all.noneMatch(Administrators.rolesIn(realm)));
    }

    /** Whether the realm's default roles and groups make every new user an administrator: then no client may create users. */
    public static boolean wouldAdminister(RealmModel realm) {
        Stream<RoleModel> given = Stream.of(
                        Stream.of(realm.getDefaultRole()),
                        Stream.ofNullable(realm.getRole(ROLE)),
                        realm.getDefaultGroupsStream().flatMap(EffectiveRoles::ofGroup))
                .flatMap(roles -> roles);
        return !EffectiveRoles.of(given).noneMatch(Administrators.rolesIn(realm));
    }
}
