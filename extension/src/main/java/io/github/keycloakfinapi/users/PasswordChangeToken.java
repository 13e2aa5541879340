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
 * Allows one change of a user's password. It ends when the realm's <em>Default Admin-Initiated Action Lifespan</em> has
 * passed, when a newer one is requested, or when the password is changed in any way. Keycloak stores its hash as a
 * credential of the user, so that every node has it, and it is deleted with the user.
 *
 * <p>Source: finAPI reference, sections 3.1 and 3.4; lifetime and single use are decided here, see docs/compatibility.md.
 */
final class PasswordChangeToken {
    static final String TYPE = "finapi-password-change";

    private PasswordChangeToken() {}

    /**
     * What is stored with the hash.
     *
     * @param expires milliseconds since the epoch
     * @param password identifies the current password by the time when it was set
     */
    private record Validity(long expires, String password) {}

    /** Creates a token of 36 characters, and ends older ones. The user's row must be locked. */
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

    /** Uses up the token; whether it was valid. The user's row must be locked. */
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

    /** The token is random, so it needs no salt and no slow hash. */
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
