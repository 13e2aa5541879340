package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.UserStore;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;

/**
 * The password of a user.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
final class Password {
    static final TextLimits LIMITS = TextLimits.printable(6, 128);

    private Password() {}

    /**
     * Hashes a new user's password before the user is written. Hashing takes tens of milliseconds; meanwhile the user's row
     * would be locked, and all callers with the same id would wait.
     *
     * @throws io.github.keycloakfinapi.api.ApiException 400 if the password breaks the realm's policy, as far as this can be
     *     checked without the user
     */
    static PasswordCredentialModel hash(KeycloakSession session, String id, String password) {
        requireNone(session, policies(session).validate(id, password));
        return hash(session, password);
    }

    /**
     * Sets the password of a new user.
     *
     * @param hash of the password; not used if the user's store keeps passwords itself
     * @throws io.github.keycloakfinapi.api.ApiException 400 if the password breaks the realm's policy
     */
    static void give(KeycloakSession session, UserModel user, String password, PasswordCredentialModel hash) {
        requireAllowed(session, user, password);
        if (UserStore.of(session, user).isKeycloaksOwn()) {
            user.credentialManager().createStoredCredential(hash);
        } else {
            store(session, user, password);
        }
    }

    /** Writes it where the user's store wants it. */
    private static void store(KeycloakSession session, UserModel user, String password) {
        if (!user.credentialManager().updateCredential(UserCredentialModel.password(password))) {
            throw ApiError.READ_ONLY.asException();
        }
        if (UserStore.of(session, user).keepsPassword()) {
            // A password that Keycloak has as well would take precedence.
            user.credentialManager()
                    .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                    .toList()
                    .forEach(shadow -> user.credentialManager().removeStoredCredentialById(shadow.getId()));
        }
    }

    /** Some policies need the user, such as the one that forbids the email as the password. */
    private static void requireAllowed(KeycloakSession session, UserModel user, String password) {
        requireNone(session, policies(session).validate(session.getContext().getRealm(), user, password));
    }

    private static PasswordCredentialModel hash(KeycloakSession session, String password) {
        PasswordPolicy policy = session.getContext().getRealm().getPasswordPolicy();
        PasswordHashProvider configured = policy.getHashAlgorithm() == null
                ? null
                : session.getProvider(PasswordHashProvider.class, policy.getHashAlgorithm());
        PasswordHashProvider hash = configured == null ? session.getProvider(PasswordHashProvider.class) : configured;
        PasswordCredentialModel credential = hash.encodedCredential(password, policy.getHashIterations());
        credential.setCreatedDate(Time.currentTimeMillis());
        return credential;
    }

    /**
     * Replaces the user's password; the realm's policy decides how many old ones are remembered. Must be the last step,
     * because a store's change cannot be rolled back.
     *
     * @throws io.github.keycloakfinapi.api.ApiException 400 when the password does not meet the realm's policy
     */
    @SuppressWarnings("unchecked")
    static void change(KeycloakSession session, UserModel user, String password) {
        requireAllowed(session, user, password);
        user.removeRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        if (!UserStore.of(session, user).isKeycloaksOwn()) {
            store(session, user, password);
            return;
        }
        CredentialProvider<PasswordCredentialModel> passwords =
                session.getProvider(CredentialProvider.class, "keycloak-password");
        passwords.createCredential(session.getContext().getRealm(), user, hash(session, password));
    }

    private static PasswordPolicyManagerProvider policies(KeycloakSession session) {
        return session.getProvider(PasswordPolicyManagerProvider.class);
    }

    private static void requireNone(KeycloakSession session, PolicyError violation) {
        if (violation != null) {
            throw ApiError.business(
                            400,
                            ErrorCode.BAD_REQUEST,
                            KeycloakMessages.get(session, violation.getMessage(), violation.getParameters()))
                    .asException();
        }
    }
}
