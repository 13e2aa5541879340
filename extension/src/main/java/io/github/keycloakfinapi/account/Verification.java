package io.github.keycloakfinapi.account;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.theme.Theme;

/**
 * Whether a user is verified. An unverified user has a required action: Keycloak issues no tokens to this user, and the
 * console shows the action and can remove it. Users cannot complete the action themselves; only a client verifies them.
 *
 * <p>Source: finAPI reference, section 3.3.
 */
public final class Verification implements RequiredActionFactory, RequiredActionProvider {
    /** The required action's alias. */
    public static final String ID = "finapi-verify-user";

    /** The length of Keycloak's column. */
    private static final int MAX_ID_LENGTH = 36;

    private static final String NAME = "Verification by the finAPI client";
    private static final String MESSAGE = "finapiUserNotVerified";
    private static final String WITHOUT_MESSAGE =
            "Your account is not verified yet. The application that created it verifies it.";

    public static boolean isPending(UserModel user) {
        return user.getRequiredActionsStream().anyMatch(ID::equals);
    }

    /** Marks a new user as not verified. */
    public static void demand(KeycloakSession session, UserModel user) {
        if (!isEnforcedIn(session.getContext().getRealm())) {
            RealmSetup.completeByItself(session);
        }
        user.addRequiredAction(ID);
    }

    public static void clear(UserModel user) {
        user.removeRequiredAction(ID);
    }

    /**
     * Adds the required action to the realm, and enables it: Keycloak skips an action that the realm lacks or has disabled,
     * and would let unverified users sign in.
     */
    static void enforceIn(RealmModel realm) {
        // If two nodes add it at the same moment, the second one finds it there.
        String id = HashUtils.sha256UrlEncodedHash(realm.getId() + ID, StandardCharsets.UTF_8)
                .substring(0, MAX_ID_LENGTH);
        RequiredActionProviderModel named = realm.getRequiredActionProviderByAlias(ID);
        // An administrator may have changed its alias.
        RequiredActionProviderModel action = named == null ? realm.getRequiredActionProviderById(id) : named;
        if (action == null) {
            RequiredActionProviderModel missing = enabled(new RequiredActionProviderModel());
            missing.setId(id);
            realm.addRequiredActionProvider(missing);
        } else {
            realm.updateRequiredActionProvider(enabled(action));
        }
    }

    static boolean isEnforcedIn(RealmModel realm) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(ID);
        return action != null && action.isEnabled();
    }

    private static RequiredActionProviderModel enabled(RequiredActionProviderModel action) {
        action.setAlias(ID);
        action.setProviderId(ID);
        action.setName(NAME);
        action.setEnabled(true);
        return action;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // The client's configuration decides when the user is created, not at the login.
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        String text = themeHas(context, MESSAGE) ? MESSAGE : WITHOUT_MESSAGE;
        context.challenge(context.form().setError(text).createErrorPage(Response.Status.FORBIDDEN));
    }

    private static boolean themeHas(RequiredActionContext context, String message) {
        KeycloakSession session = context.getSession();
        Locale language = session.getContext().resolveLocale(context.getUser());
        try {
            return session.theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(context.getRealm(), language)
                    .containsKey(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        requiredActionChallenge(context);
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return NAME;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return List.of();
    }

    @Override
    public void init(Config.Scope config) {
        // There is nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // There is nothing to prepare.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
