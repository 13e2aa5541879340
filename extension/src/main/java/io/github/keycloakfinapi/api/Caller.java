package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.internals.BearerToken;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * The caller, determined once per request.
 *
 * @param user the user; {@code null} if a client calls for itself
 * @param client the client that got the token
 */
public record Caller(FinapiUser user, ClientModel client) {
    /** The realm role that marks the service account of an app client. */
    public static final String APP_ROLE = "finapi-app";
    /** The same for a mandator admin client. */
    public static final String ADMIN_ROLE = "finapi-mandator-admin";

    /** The settings of the client. */
    public ClientSettings settings() {
        return new ClientSettings(client);
    }

    /** The caller, if the token belongs to a caller of this kind. */
    static Optional<Caller> of(BearerToken token, KeycloakSession session, CallerKind kind) {
        RealmModel realm = session.getContext().getRealm();
        if (kind == CallerKind.USER) {
            // A user who logs in to another application of the realm has not allowed it to act here.
            return isAppClient(realm, token.serviceAccount())
                    ? FinapiUser.of(session, token.user()).map(user -> new Caller(user, token.client()))
                    : Optional.empty();
        }
        boolean allowed =
                token.isClientToken() && rolesFor(kind).stream().anyMatch(role -> hasRole(realm, token.user(), role));
        return allowed ? Optional.of(new Caller(null, token.client())) : Optional.empty();
    }

    /** One of them is enough. */
    private static List<String> rolesFor(CallerKind kind) {
        return switch (kind) {
            case APP_CLIENT -> List.of(APP_ROLE);
            case MANDATOR_ADMIN -> List.of(ADMIN_ROLE);
            case CLIENT -> List.of(APP_ROLE, ADMIN_ROLE);
            case ANYBODY, USER -> List.of();
        };
    }

    /** Whether finAPI's callers can get tokens through this client. */
    static boolean isAppClient(KeycloakSession session, ClientModel client) {
        return isAppClient(session.getContext().getRealm(), session.users().getServiceAccount(client));
    }

    /** Whether a client belongs to the mandator: an app client or a mandator admin client. */
    public static boolean isOfMandator(KeycloakSession session, RealmModel realm, ClientModel client) {
        UserModel serviceAccount =
                client.isPublicClient() ? null : session.users().getServiceAccount(client);
        return serviceAccount != null
                && (hasRole(realm, serviceAccount, APP_ROLE) || hasRole(realm, serviceAccount, ADMIN_ROLE));
    }

    private static boolean isAppClient(RealmModel realm, UserModel serviceAccount) {
        return serviceAccount != null && hasRole(realm, serviceAccount, APP_ROLE);
    }

    /**
     * Whether a service account has a realm role. This reads the model, because a token's claims can be outdated, omitted,
     * or made by a mapper.
     */
    public static boolean hasRole(RealmModel realm, UserModel serviceAccount, String name) {
        RoleModel role = realm.getRole(name);
        return role != null && serviceAccount.hasRole(role);
    }
}
