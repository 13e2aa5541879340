package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.Deletion;
import io.github.keycloakfinapi.account.UserEvent;
import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.internals.UserAdminEvent;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;

/**
 * What a client does with unverified users.
 *
 * <p>Source: finAPI reference, sections 3 and 3.2.
 */
public final class VerificationOperations {
    private VerificationOperations() {}

    /** finAPI's body. */
    public record VerificationStatusResource(String userId, boolean isUserVerified) {}

    /** 400 without an id, 404 for an unknown one. */
    public static Answer status(ApiRequest request) {
        UserModel user = UserLookup.inQuery(request).model();
        return Answer.ok(new VerificationStatusResource(Spelling.id(user), !Verification.isPending(user)));
    }

    /** 404 for an unknown id, 422 {@code USER_ALREADY_VERIFIED} for a verified user. */
    public static Answer verify(ApiRequest request) {
        UserModel user =
                UserLookup.requireUnverified(UserLookup.inPathToChange(request)).model();
        Verification.clear(user);
        UserEvent.of(request.session(), request.caller().client(), EventType.CUSTOM_REQUIRED_ACTION, user)
                .detail(Details.CUSTOM_REQUIRED_ACTION, Verification.ID)
                .success();
        UserAdminEvent.changed(request.session(), request.caller().client(), user);
        return Answer.done().aboutUser(user.getId());
    }

    /** 404 for an unknown id, 422 {@code USER_ALREADY_VERIFIED} for a verified user. */
    public static Answer deleteUnverified(ApiRequest request) {
        UserModel user =
                UserLookup.requireUnverified(UserLookup.inPathToChange(request)).model();
        String id = user.getId();
        return UserOperations.deleted(
                id, Deletion.byClient(request.session(), request.caller().client(), user));
    }
}
