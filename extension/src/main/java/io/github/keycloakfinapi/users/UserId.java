package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiException;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.keycloak.UserRow;
import java.util.regex.Pattern;
import org.keycloak.models.UserModel;

/**
 * Finds the user that a client names. Case does not matter.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
final class UserId {
    static final TextLimits LIMITS =
            new TextLimits(1, 36, Pattern.compile("[a-zA-Z0-9\\-_.+@]"), "letters, digits and - _ . + @");

    private UserId() {}

    /**
     * The user whose id is the last segment of the path, held until the transaction ends; 400 when it is no id, 404 when
     * there is no such user.
     */
    static UserModel inPathToChange(ApiRequest request) {
        return findToChange(request, valid("path", request.decodedVariable()));
    }

    /** The user whose id is the parameter {@code userId} of the query; 400 when it is no id, 404 when there is none. */
    static UserModel inQuery(ApiRequest request) {
        String id = request.query("userId");
        if (id == null) {
            throw ApiError.badRequest("The parameter 'userId' must be given.").asException();
        }
        return find(request, valid("query", id));
    }

    /** The user with this id; 404 when there is none. */
    static UserModel find(ApiRequest request, String id) {
        UserModel user = request.session().users().getUserByUsername(request.realm(), id);
        if (user == null || user.getServiceAccountClientLink() != null) {
            throw unknown();
        }
        return user;
    }

    /** The same, held until the transaction ends; 404 as well when another call has just deleted it. */
    static UserModel findToChange(ApiRequest request, String id) {
        UserModel user = find(request, id);
        if (!UserRow.lock(request.session(), user)) {
            throw unknown();
        }
        return user;
    }

    private static ApiException unknown() {
        return ApiError.business(404, ErrorCode.UNKNOWN_ENTITY, "user.unknown").asException();
    }

    /** 422 {@code USER_ALREADY_VERIFIED}. */
    static UserModel requireUnverified(UserModel user) {
        if (!Verification.isPending(user)) {
            throw unprocessable(ErrorCode.USER_ALREADY_VERIFIED, "user.already-verified");
        }
        return user;
    }

    /** 422 {@code USER_NOT_VERIFIED}. */
    static UserModel requireVerified(UserModel user) {
        if (Verification.isPending(user)) {
            throw unprocessable(ErrorCode.USER_NOT_VERIFIED, "user.not-verified");
        }
        return user;
    }

    private static ApiException unprocessable(ErrorCode code, String messageKey) {
        return ApiError.business(422, code, messageKey).asException();
    }

    private static String valid(String where, String id) {
        String violation = LIMITS.violation(id);
        if (violation != null) {
            throw ApiError.badRequest("The parameter 'userId' in the " + where + " " + violation + ".")
                    .asException();
        }
        return id;
    }
}
