package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiException;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.keycloak.UserRow;
import java.util.function.Supplier;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/**
 * Creates users, and lets them see, change and delete themselves.
 *
 * <p>Source: finAPI reference, section 3.
 */
public final class UserOperations {
    private static final String USERNAME_EXISTS = "usernameExistsMessage";
    private static final String EMAIL_EXISTS = "emailExistsMessage";

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
        ProfileAttributes attributes = new ProfileAttributes()
                .namesOf(user)
                .email(params.email())
                .phone(params.phone())
                .autoUpdate(params.isAutoUpdateEnabled());
        validated(() -> {
            profiles(request.session())
                    .create(UserProfileContext.USER_API, attributes.toMap(), user)
                    .update(false);
            return user;
        });
        if (emailBefore != null && !emailBefore.equals(user.getEmail())) {
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
        UserModel user = validated(() -> {
            UserProfile profile = profiles(session).create(UserProfileContext.USER_API, attributes.toMap());
            return profile.create();
        });
        user.setEnabled(true);
        user.credentialManager().createStoredCredential(password);
        return user;
    }

    private static void requireAutoUpdateAllowed(ApiRequest request, boolean autoUpdate) {
        if (autoUpdate && !request.caller().settings().updatesAutomatically()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "auto-update.off")
                    .asException();
        }
    }

    private static UserProfileProvider profiles(KeycloakSession session) {
        return session.getProvider(UserProfileProvider.class);
    }

    /** What the user profile refuses, in finAPI's words. */
    private static UserModel validated(Supplier<UserModel> change) {
        try {
            return change.get();
        } catch (ValidationException e) {
            throw e.hasError(USERNAME_EXISTS)
                    ? exists("user.exists")
                    : e.hasError(EMAIL_EXISTS) ? exists("entity.exists") : rejected(e);
        } catch (ModelDuplicateException e) {
            throw exists("user.exists");
        }
    }

    private static ApiException exists(String messageKey) {
        return ApiError.business(422, ErrorCode.ENTITY_EXISTS, messageKey).asException();
    }

    /** The rules that the operator has added to Keycloak's user profile, named by finAPI's fields. */
    private static ApiException rejected(ValidationException rejection) {
        return ApiError.badRequest(rejection.getErrors().stream()
                        .map(error -> "The field '" + ProfileAttributes.field(error.getAttribute())
                                + "' is not allowed by the user profile: " + error.getMessage() + ".")
                        .distinct()
                        .toArray(String[]::new))
                .asException();
    }
}
