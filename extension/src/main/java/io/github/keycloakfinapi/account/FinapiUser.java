package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.keycloak.Administrators;
import io.github.keycloakfinapi.keycloak.UserStore;
import io.github.keycloakfinapi.log.Once;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.constants.ServiceAccountConstants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * A user whom finAPI's API reaches. The realm may hold others, its administrators and employees: for finAPI's API they do
 * not exist. Nothing here takes a user from Keycloak but through this class.
 *
 * <p>The realm role {@value #ROLE} makes a user one, held directly, by a group, by a composite or default role, or by a
 * mapper. Never in reach, with the role or without, are service accounts and whoever administers Keycloak.
 */
public final class FinapiUser {
    /** The realm role. */
    public static final String ROLE = "finapi-user";

    /** In characters, finAPI's limit. */
    public static final int MAX_ID_LENGTH = 36;

    /** One character of an id. */
    public static final Pattern ID_CHARACTER = Pattern.compile("[a-zA-Z0-9\\-_.+@]");

    /** No path can carry them: they mean a folder. */
    public static final Set<String> NO_IDS = Set.of(".", "..");

    private static final Pattern ID = Pattern.compile(ID_CHARACTER.pattern() + "{1," + MAX_ID_LENGTH + "}");
    private static final Logger LOG = Logger.getLogger(FinapiUser.class);
    private static final Once REPORTED = new Once();

    private final UserModel model;

    private FinapiUser(UserModel model) {
        this.model = model;
    }

    /** Keycloak's user. */
    public UserModel model() {
        return model;
    }

    /** Whether there can be a user with this id. */
    public static boolean canHave(String id) {
        return ID.matcher(id).matches() && !NO_IDS.contains(id);
    }

    /** Whether Keycloak needs the id for the service account of a client. */
    public static boolean isReserved(String id) {
        return id.toLowerCase(Locale.ROOT).startsWith(ServiceAccountConstants.SERVICE_ACCOUNT_USER_PREFIX);
    }

    /**
     * The user with this id, whatever its case. By the id only, also where the realm's users sign in by their email.
     *
     * @throws RuntimeException when the store that may have the user is away, see {@link UserStore#isAway}
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

    /** A user whom a token, or another part of Keycloak, has named. */
    public static Optional<FinapiUser> of(KeycloakSession session, UserModel user) {
        UserStore.available(user);
        RealmModel realm = session.getContext().getRealm();
        RoleModel role = realm.getRole(ROLE);
        if (role == null || user.getServiceAccountClientLink() != null) {
            return Optional.empty();
        }
        EffectiveRoles roles = EffectiveRoles.of(user);
        boolean reached = roles.contain(role) && roles.noneMatch(Administrators.rolesIn(realm));
        return reached && hasUsableId(realm, user) ? Optional.of(new FinapiUser(user)) : Optional.empty();
    }

    private static boolean hasUsableId(RealmModel realm, UserModel user) {
        boolean usable = canHave(user.getUsername()) && !isReserved(user.getUsername());
        if (!usable && REPORTED.isNew(user.getId(), user.getUsername())) {
            LOG.warnf(
                    "The user %s of the realm %s has the role %s, but finAPI's API cannot reach it: its username is no id of"
                            + " finAPI's (1 to %d letters, digits and - _ . + @)",
                    user.getId(), realm.getName(), ROLE, MAX_ID_LENGTH);
        }
        return usable;
    }

    /** Makes a user one that a client has just created. */
    public static void mark(KeycloakSession session, UserModel created) {
        created.grantRole(RealmSetup.userRole(session));
    }

    /** Whether what every new user is given makes an administrator: no client may create one. */
    public static boolean wouldAdminister(RealmModel realm) {
        Stream<RoleModel> given = Stream.of(
                        Stream.of(realm.getDefaultRole()),
                        Stream.ofNullable(realm.getRole(ROLE)),
                        realm.getDefaultGroupsStream().flatMap(EffectiveRoles::ofGroup))
                .flatMap(roles -> roles);
        return !EffectiveRoles.of(given).noneMatch(Administrators.rolesIn(realm));
    }
}
