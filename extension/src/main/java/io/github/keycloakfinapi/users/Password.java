package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiError;
import org.keycloak.common.util.Time;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;

/**
 * The hash of a new user's password, made before the user is written: it takes tens of milliseconds, for which the row of
 * the user would be locked and everybody racing for the same id kept waiting.
 */
record Password(PasswordCredentialModel credential) {

    /** 400 when the password does not meet the realm's policy. */
    static Password hash(KeycloakSession session, String id, String password) {
        if (session.getProvider(PasswordPolicyManagerProvider.class).validate(id, password) != null) {
            throw ApiError.badRequest("The field 'password' does not meet the password policy of the mandator.")
                    .asException();
        }
        PasswordPolicy policy = session.getContext().getRealm().getPasswordPolicy();
        PasswordHashProvider configured = policy.getHashAlgorithm() == null
                ? null
                : session.getProvider(PasswordHashProvider.class, policy.getHashAlgorithm());
        PasswordHashProvider hash = configured == null ? session.getProvider(PasswordHashProvider.class) : configured;
        PasswordCredentialModel credential = hash.encodedCredential(password, policy.getHashIterations());
        credential.setCreatedDate(Time.currentTimeMillis());
        return new Password(credential);
    }

    void giveTo(UserModel user) {
        user.credentialManager().createStoredCredential(credential);
    }
}
