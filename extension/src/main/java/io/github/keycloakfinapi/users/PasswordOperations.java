package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Lock;
import io.github.keycloakfinapi.account.UserEvent;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.UserAdminEvent;
import io.github.keycloakfinapi.internals.UserSessions;
import io.github.keycloakfinapi.internals.UserStore;
import java.util.regex.Pattern;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * How a user who has forgotten the password, or is locked, gets a new one.
 *
 * <p>Source: finAPI reference, sections 3 to 3.4.
 */
public final class PasswordOperations {
    private static final TextLimits TOKEN =
            new TextLimits(36, 36, Pattern.compile("[0-9a-f\\-]"), "the digits 0 to 9 and a to f, and -");

    private PasswordOperations() {}

    /** Email and token are encrypted with the data decryption key of the calling client. */
    public record PasswordChangingResource(String userId, String userEmail, String passwordChangeToken) {}

    /**
     * 404 for an unknown user, 422 {@code USER_NOT_VERIFIED} for an unverified one, 422 {@code ILLEGAL_ENTITY_STATE} if the
     * client has no data decryption key, or the user's store accepts no passwords.
     */
    public static Answer requestChange(ApiRequest request) {
        Fields fields = request.fields();
        String id = fields.required("userId", TextLimits.USER_ID);
        fields.verify();
        UserModel user =
                UserLookup.requireVerified(UserLookup.findToChange(request, id)).model();
        requirePasswordsTaken(request, user);
        DataDecryptionKey key = request.caller()
                .settings()
                .dataDecryptionKey()
                .map(DataDecryptionKey::new)
                .orElseThrow(() -> ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "data-decryption-key.missing")
                        .asException());
        String email = Spelling.email(user);
        String token = PasswordChangeToken.issue(request.realm(), user);
        UserEvent.of(request.session(), request.caller().client(), EventType.SEND_RESET_PASSWORD, user)
                .success();
        return Answer.ok(new PasswordChangingResource(
                        Spelling.id(user), email == null ? null : key.encrypt(email), key.encrypt(token)))
                .aboutUser(user.getId());
    }

    /**
     * Also unlocks the user, and ends all tokens of the user. 404 for an unknown user, 403 {@code INVALID_TOKEN} for an
     * invalid token, 400 for a password that breaks the realm's policy; then the token can be used again.
     */
    public static Answer executeChange(ApiRequest request) {
        Fields fields = request.fields();
        String id = fields.required("userId", TextLimits.USER_ID);
        String password = fields.required("password", Password.LIMITS);
        String token = fields.required("passwordChangeToken", TOKEN);
        fields.verify();
        FinapiUser found = UserLookup.findToChange(request, id);
        UserModel user = found.model();
        requirePasswordsTaken(request, user);
        // Before the check of the policy, which may compare the password with earlier ones.
        if (!PasswordChangeToken.redeem(user, token)) {
            UserEvent.of(request.session(), request.caller().client(), EventType.UPDATE_CREDENTIAL, user)
                    .detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE)
                    .error(Errors.INVALID_TOKEN);
            return ApiError.business(403, ErrorCode.INVALID_TOKEN, "password-change-token.invalid");
        }
        Lock.release(request.session(), found);
        UserSessions.end(request.session(), user);
        Password.change(request.session(), user, password);
        UserEvent.of(request.session(), request.caller().client(), EventType.UPDATE_CREDENTIAL, user)
                .detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE)
                .success();
        UserAdminEvent.newPassword(request.session(), request.caller().client(), user);
        return Answer.done().aboutUser(user.getId());
    }

    /** 422 if the user's store accepts no passwords, because a token would be useless. */
    private static void requirePasswordsTaken(ApiRequest request, UserModel user) {
        if (!UserStore.of(request.session(), user).takesPasswords()) {
            throw ApiError.READ_ONLY.asException();
        }
    }
}
