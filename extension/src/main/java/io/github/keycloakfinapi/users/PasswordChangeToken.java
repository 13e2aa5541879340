package io.github.keycloakfinapi.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.util.JsonSerialization;

/**
 * What proves that a user may have another password: it works once, until the realm's <em>Default Admin-Initiated Action
 * Lifespan</em> has passed, a newer one was requested, or the password was changed by whatever way. Keycloak keeps its hash
 * as a credential of the user, so that every node knows it and it ends with the user.
 *
 * <p>Source: finAPI reference, sections 3.1 and 3.4; lifetime and single use are decided here, see docs/compatibility.md.
 */
final class PasswordChangeToken {
    static final String TYPE = "finapi-password-change";

    private PasswordChangeToken() {}

    /**
     * What is kept beside the hash.
     *
     * @param expires milliseconds since the epoch
     * @param password the password that is to be changed, by when it was set
     */
    private record Validity(long expires, String password) {}

    /** A new one, 36 characters; older ones end. The user's row is to be held. */
    static String issue(RealmModel realm, UserModel user) {
        all(user).forEach(older -> user.credentialManager().removeStoredCredentialById(older.getId()));
        String token = UUID.randomUUID().toString();
        CredentialModel credential = new CredentialModel();
        credential.setType(TYPE);
        credential.setCreatedDate(Time.currentTimeMillis());
        credential.setSecretData(hash(token));
        long lifespan = realm.getActionTokenGeneratedByAdminLifespan() * 1000L;
        credential.setCredentialData(write(new Validity(Time.currentTimeMillis() + lifespan, currentPassword(user))));
        user.credentialManager().createStoredCredential(credential);
        return token;
    }

    /** Whether the token was valid; it is not any more. The user's row is to be held. */
    static boolean redeem(UserModel user, String token) {
        return all(user).stream()
                .filter(stored -> isValid(user, stored, token))
                .anyMatch(stored -> user.credentialManager().removeStoredCredentialById(stored.getId()));
    }

    private static boolean isValid(UserModel user, CredentialModel credential, String token) {
        Validity validity = read(credential.getCredentialData());
        return MessageDigest.isEqual(
                        hash(token).getBytes(StandardCharsets.US_ASCII),
                        credential.getSecretData().getBytes(StandardCharsets.US_ASCII))
                && Time.currentTimeMillis() < validity.expires()
                && currentPassword(user).equals(validity.password());
    }

    private static List<CredentialModel> all(UserModel user) {
        return user.credentialManager().getStoredCredentialsByTypeStream(TYPE).toList();
    }

    private static String currentPassword(UserModel user) {
        Optional<CredentialModel> password = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findFirst();
        return password.map(each -> each.getId() + "@" + each.getCreatedDate()).orElse("none");
    }

    /** Random enough to need no salt and no slow hash. */
    private static String hash(String token) {
        return HashUtils.sha256UrlEncodedHash(token, StandardCharsets.US_ASCII);
    }

    private static String write(Validity validity) {
        try {
            return JsonSerialization.writeValueAsString(validity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Validity read(String json) {
        try {
            return JsonSerialization.readValue(json, Validity.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
