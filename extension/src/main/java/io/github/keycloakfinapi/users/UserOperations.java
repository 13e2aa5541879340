package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.Deletion;
import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.UserEvent;
import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.internals.UserAdminEvent;
import io.github.keycloakfinapi.internals.UserRow;
import io.github.keycloakfinapi.internals.UserStore;
import java.util.Objects;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Creates users, and lets users read, change and delete themselves.
 *
 * <p>Source: finAPI reference, section 3.
 */
public final class UserOperations {
    private UserOperations() {}

    /**
     * 201 with the password in plain text, only this once; 422 {@code ENTITY_EXISTS} if the id is taken, 422 {@code
     * ILLEGAL_ENTITY_STATE} if the client's users may not be updated automatically, or the realm's store for new users does
     * not accept them.
     */
    public static Answer create(ApiRequest request) {
        UserCreateParams params = UserCreateParams.from(request.fields(), request.version());
        requireAutoUpdateAllowed(request, params.isAutoUpdateEnabled());
        if (FinapiUser.isReserved(params.id())) {
            throw Profile.exists("user.exists");
        }
        if (request.realm().isRegistrationEmailAsUsername()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "user.other-id")
                    .asException();
        }
        if (FinapiUser.wouldAdminister(request.realm())) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "user.would-administer")
                    .asException();
        }
        KeycloakSession session = request.session();
        String password = params.password() == null ? randomPassword(session, params.id()) : params.password();
        PasswordCredentialModel hash = Password.hash(session, params.id(), password);
        // The insert decides which of several callers is first.
        UserModel user = new Profile(session).create(attributes(params));
        try {
            complete(request, params.id(), user, password, hash);
        } catch (RuntimeException e) {
            UserStore.takeBack(session, user);
            throw e;
        }
        String client = request.caller().client().getId();
        return Answer.created(User.withPassword(user, password))
                .aboutUser(user.getId())
                .orUndo(UserStore.of(session, user)
                        .removal(session, (own, left) -> Deletion.byClient(own, client, left)));
    }

    private static String randomPassword(KeycloakSession session, String id) {
        return RandomPassword.meetingPolicy(session, id)
                .orElseThrow(() -> ApiError.business(400, ErrorCode.BAD_REQUEST, "password.needed")
                        .asException());
    }

    private static ProfileAttributes attributes(UserCreateParams params) {
        return new ProfileAttributes()
                .id(params.id())
                .email(params.email())
                .phone(params.phone())
                // A missing attribute means false, so the default needs no row.
                .autoUpdate(params.isAutoUpdateEnabled() ? true : null);
    }

    private static void complete(
            ApiRequest request, String id, UserModel user, String password, PasswordCredentialModel hash) {
        if (!user.getUsername().equalsIgnoreCase(id)) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "user.other-id")
                    .asException();
        }
        // If a store is down, Keycloak would consider the id of an existing user free.
        UserStore.requireAllAvailable(request.session(), user.getUsername());
        if (!UserStore.of(request.session(), user).isImported()) {
            // The role, and fields that the store does not have, would silently be lost.
            throw ApiError.READ_ONLY.asException();
        }
        user.setEnabled(true);
        removeDefaultActions(request.realm(), user);
        Password.give(request.session(), user, password, hash);
        FinapiUser.mark(request.session(), user);
        if (!request.caller().settings().isUserAutoVerificationEnabled()) {
            Verification.demand(request.session(), user);
        }
        UserEvent.of(request.session(), request.caller().client(), EventType.REGISTER, user)
                .detail(Details.REGISTER_METHOD, "finapi")
                .success();
        UserAdminEvent.created(request.session(), request.caller().client(), user);
    }

    /** They can only be done in a browser, and until then the user would get no token. */
    private static void removeDefaultActions(RealmModel realm, UserModel user) {
        realm.getRequiredActionProvidersStream()
                .filter(action -> action.isEnabled() && action.isDefaultAction())
                .map(RequiredActionProviderModel::getAlias)
                .toList()
                .forEach(user::removeRequiredAction);
    }

    public static Answer get(ApiRequest request) {
        return Answer.ok(User.of(request.caller().user().model()));
    }

    /** 422 {@code ILLEGAL_ENTITY_STATE} if the client's users may not be updated automatically. */
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
        EventBuilder event = UserEvent.of(request.session(), request.caller().client(), EventType.UPDATE_PROFILE, user);
        if (!Objects.equals(emailBefore, user.getEmail())) {
            user.setEmailVerified(false);
            event.detail(Details.PREVIOUS_EMAIL, emailBefore).detail(Details.UPDATED_EMAIL, user.getEmail());
        }
        event.success();
        return Answer.ok(User.of(user)).aboutUser(user.getId()).orUndo(undo);
    }

    public static Answer delete(ApiRequest request) {
        UserModel user = callerToChange(request);
        String id = user.getId();
        return deleted(id, Deletion.byUser(request.session(), request.caller().client(), user));
    }

    /** 422 {@code ILLEGAL_ENTITY_STATE} if the user's store does not allow the deletion. */
    static Answer deleted(String id, boolean gone) {
        if (!gone) {
            throw ApiError.READ_ONLY.asException();
        }
        return Answer.done().aboutUser(id);
    }

    /** The calling user, locked until the transaction ends; 401 if another call has just deleted the user. */
    private static UserModel callerToChange(ApiRequest request) {
        UserModel user = request.caller().user().model();
        if (!UserRow.lock(request.session(), user)) {
            throw ApiError.INVALID_TOKEN.asException();
        }
        return user;
    }

    private static void requireAutoUpdateAllowed(ApiRequest request, boolean autoUpdate) {
        if (autoUpdate && !request.caller().settings().isAutomaticBatchUpdateEnabled()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "auto-update.off")
                    .asException();
        }
    }
}
