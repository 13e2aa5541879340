package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.keycloak.UserRow;
import java.util.Objects;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Creates users, and lets them see, change and delete themselves.
 *
 * <p>Source: finAPI reference, section 3.
 */
public final class UserOperations {
    private UserOperations() {}

    /**
     * 201 with the password in plain text, this once; 422 {@code ENTITY_EXISTS} when the id is taken, 422
     * {@code ILLEGAL_ENTITY_STATE} when the client's users may not be updated automatically.
     */
    public static Answer create(ApiRequest request) {
        UserCreateParams params = UserCreateParams.from(request.fields(), request.version());
        requireAutoUpdateAllowed(request, params.isAutoUpdateEnabled());
        UserModel user = created(request, params);
        if (!request.caller().settings().verifiesUsers()) {
            Verification.demand(request.realm(), user);
        }
        UserEvent.of(request, EventType.REGISTER, user)
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.REGISTER_METHOD, "finapi")
                .success();
        return Answer.created(User.withPassword(user, params.password()));
    }

    public static Answer get(ApiRequest request) {
        return Answer.ok(User.of(request.caller().user()));
    }

    /** 422 {@code ILLEGAL_ENTITY_STATE} when the client's users may not be updated automatically. */
    public static Answer edit(ApiRequest request) {
        UserUpdateParams params = UserUpdateParams.from(request.fields());
        requireAutoUpdateAllowed(request, Boolean.TRUE.equals(params.isAutoUpdateEnabled()));
        UserModel user = callerToChange(request);
        String emailBefore = user.getEmail();
        new Profile(request.session())
                .change(
                        user,
                        new ProfileAttributes()
                                .email(params.email())
                                .phone(params.phone())
                                .autoUpdate(params.isAutoUpdateEnabled()));
        if (!Objects.equals(emailBefore, user.getEmail())) {
            user.setEmailVerified(false);
        }
        UserEvent.of(request, EventType.UPDATE_PROFILE, user).success();
        return Answer.ok(User.of(user));
    }

    public static Answer delete(ApiRequest request) {
        delete(request, callerToChange(request));
        return Answer.done();
    }

    /** With sessions, credentials and all that Keycloak holds of the user but its past events. */
    static void delete(ApiRequest request, UserModel user) {
        UserEvent.of(request, EventType.DELETE_ACCOUNT, user).success();
        new UserManager(request.session()).removeUser(request.realm(), user);
    }

    /** The user who calls, held until the transaction ends; 401 when another call has just deleted it. */
    private static UserModel callerToChange(ApiRequest request) {
        UserModel user = request.caller().user();
        if (!UserRow.lock(request.session(), user)) {
            throw ApiError.INVALID_TOKEN.asException();
        }
        return user;
    }

    private static UserModel created(ApiRequest request, UserCreateParams params) {
        KeycloakSession session = request.session();
        ProfileAttributes attributes = new ProfileAttributes()
                .id(params.id())
                .email(params.email())
                .phone(params.phone())
                // Absent means false: no row is written for the default.
                .autoUpdate(params.isAutoUpdateEnabled() ? true : null);
        PasswordCredentialModel password = Password.hash(session, params.id(), params.password());
        // The insert decides who is first.
        UserModel user = new Profile(session).create(attributes);
        user.setEnabled(true);
        Password.requireAllowed(session, user, params.password());
        user.credentialManager().createStoredCredential(password);
        return user;
    }

    private static void requireAutoUpdateAllowed(ApiRequest request, boolean autoUpdate) {
        if (autoUpdate && !request.caller().settings().updatesAutomatically()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "auto-update.off")
                    .asException();
        }
    }
}
