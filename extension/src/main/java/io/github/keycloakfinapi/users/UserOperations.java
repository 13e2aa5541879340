package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.keycloak.UserRow;
import io.github.keycloakfinapi.keycloak.UserStore;
import java.util.Objects;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
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
     * {@code ILLEGAL_ENTITY_STATE} when the client's users may not be updated automatically, or the realm keeps new users where
     * none can be created.
     */
    public static Answer create(ApiRequest request) {
        UserCreateParams params = UserCreateParams.from(request.fields(), request.version());
        requireAutoUpdateAllowed(request, params.isAutoUpdateEnabled());
        if (FinapiUser.isReserved(params.id())) {
            throw Profile.exists("user.exists");
        }
        if (FinapiUser.wouldAdminister(request.realm())) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "user.would-administer")
                    .asException();
        }
        PasswordCredentialModel hash = Password.hash(request.session(), params.id(), params.password());
        // The insert decides who is first.
        UserModel user = new Profile(request.session()).create(attributes(params));
        try {
            complete(request, user, params.password(), hash);
        } catch (RuntimeException e) {
            UserStore.takeBack(request.session(), user);
            throw e;
        }
        return Answer.created(User.withPassword(user, params.password()))
                .orUndo(UserStore.of(request.session(), user).removal(request.session()));
    }

    private static ProfileAttributes attributes(UserCreateParams params) {
        return new ProfileAttributes()
                .id(params.id())
                .email(params.email())
                .phone(params.phone())
                // Absent means false: no row is written for the default.
                .autoUpdate(params.isAutoUpdateEnabled() ? true : null);
    }

    private static void complete(ApiRequest request, UserModel user, String password, PasswordCredentialModel hash) {
        // With one of them away Keycloak takes the id of a user who is there for a free one.
        UserStore.requireAllAvailable(request.session(), user.getUsername());
        if (!UserStore.of(request.session(), user).isImported()) {
            // The role and the fields that the store lacks would be lost without a word.
            throw ApiError.READ_ONLY.asException();
        }
        user.setEnabled(true);
        Password.give(request.session(), user, password, hash);
        FinapiUser.mark(request.session(), user);
        if (!request.caller().settings().verifiesUsers()) {
            Verification.demand(request.session(), user);
        }
        UserEvent.of(request, EventType.REGISTER, user)
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.REGISTER_METHOD, "finapi")
                .success();
    }

    public static Answer get(ApiRequest request) {
        return Answer.ok(User.of(request.caller().user().model()));
    }

    /** 422 {@code ILLEGAL_ENTITY_STATE} when the client's users may not be updated automatically. */
    public static Answer edit(ApiRequest request) {
        UserUpdateParams params = UserUpdateParams.from(request.fields());
        requireAutoUpdateAllowed(request, Boolean.TRUE.equals(params.isAutoUpdateEnabled()));
        UserModel user = callerToChange(request);
        Runnable undo = UserStore.of(request.session(), user).restoration(request.session());
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
        return Answer.ok(User.of(user)).orUndo(undo);
    }

    public static Answer delete(ApiRequest request) {
        delete(request, callerToChange(request));
        return Answer.done();
    }

    /** With sessions, credentials and all that Keycloak holds of the user but its past events. */
    static void delete(ApiRequest request, UserModel user) {
        if (!UserStore.of(request.session(), user).takesDeletion()) {
            throw ApiError.READ_ONLY.asException();
        }
        UserEvent.of(request, EventType.DELETE_ACCOUNT, user).success();
        if (!new UserManager(request.session()).removeUser(request.realm(), user)) {
            throw ApiError.READ_ONLY.asException();
        }
    }

    /** The user who calls, held until the transaction ends; 401 when another call has just deleted it. */
    private static UserModel callerToChange(ApiRequest request) {
        UserModel user = request.caller().user().model();
        if (!UserRow.lock(request.session(), user)) {
            throw ApiError.INVALID_TOKEN.asException();
        }
        return user;
    }

    private static void requireAutoUpdateAllowed(ApiRequest request, boolean autoUpdate) {
        if (autoUpdate && !request.caller().settings().updatesAutomatically()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "auto-update.off")
                    .asException();
        }
    }
}
