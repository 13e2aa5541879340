package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiException;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.UserRow;

/**
 * Finds the user that a client names. Case does not matter.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
final class UserLookup {
    private UserLookup() {}

    /**
     * The user whose id is the last segment of the path, locked until the transaction ends; 400 for an invalid id, 404 for
     * an unknown one.
     */
    static FinapiUser inPathToChange(ApiRequest request) {
        return findToChange(request, valid("path", request.decodedVariable()));
    }

    /** The user whose id is the query parameter {@code userId}; 400 for an invalid id, 404 for an unknown one. */
    static FinapiUser inQuery(ApiRequest request) {
        String id = request.query("userId");
        if (id == null) {
            throw ApiError.badRequest("The parameter 'userId' must be given.").asException();
        }
        return find(request, valid("query", id));
    }

    /** The user with this id; 404 if there is none. */
    static FinapiUser find(ApiRequest request, String id) {
        return FinapiUser.withId(request.session(), id).orElseThrow(UserLookup::unknown);
    }

    /** The same, locked until the transaction ends; also 404 if another call has just deleted the user. */
    static FinapiUser findToChange(ApiRequest request, String id) {
        FinapiUser user = find(request, id);
        if (!UserRow.lock(request.session(), user.model())) {
            throw unknown();
        }
        return user;
    }

    private static ApiException unknown() {
        return ApiError.business(404, ErrorCode.UNKNOWN_ENTITY, "user.unknown").asException();
    }

    /** 422 {@code USER_ALREADY_VERIFIED}. */
    static FinapiUser requireUnverified(FinapiUser user) {
        if (!Verification.isPending(user.model())) {
            throw unprocessable(ErrorCode.USER_ALREADY_VERIFIED, "user.already-verified");
        }
        return user;
    }

    /** 422 {@code USER_NOT_VERIFIED}. */
    static FinapiUser requireVerified(FinapiUser user) {
        if (Verification.isPending(user.model())) {
            throw unprocessable(ErrorCode.USER_NOT_VERIFIED, "user.not-verified");
        }
        return user;
    }

    private static ApiException unprocessable(ErrorCode code, String messageKey) {
        return ApiError.business(422, code, messageKey).asException();
    }

    private static String valid(String where, String id) {
        String violation = TextLimits.USER_ID.violation(id);
        if (violation != null) {
            throw ApiError.badRequest("The parameter 'userId' in the " + where + " " + violation + ".")
                    .asException();
        }
        return id;
    }
}
