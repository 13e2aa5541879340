package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiException;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/**
 * Creates users and shows them to themselves.
 *
 * <p>Source: finAPI reference, section 3.
 */
public final class UserOperations {
    private static final String USERNAME_EXISTS = "usernameExistsMessage";
    private static final String EMAIL_EXISTS = "emailExistsMessage";

    private UserOperations() {}

    /** 201 with the password in plain text, this once; 422 {@code ENTITY_EXISTS} when the id is taken. */
    public static Answer create(ApiRequest request) {
        UserCreateParams params = UserCreateParams.from(request.fields(), request.version());
        try {
            UserModel user = create(request.session(), params);
            registered(request, user);
            return Answer.created(User.withPassword(user, params.password()));
        } catch (ValidationException e) {
            throw e.hasError(USERNAME_EXISTS)
                    ? exists("user.exists")
                    : e.hasError(EMAIL_EXISTS) ? exists("entity.exists") : rejected(e);
        } catch (ModelDuplicateException e) {
            throw exists("user.exists");
        }
    }

    public static Answer get(ApiRequest request) {
        return Answer.ok(User.of(request.caller().user()));
    }

    private static UserModel create(KeycloakSession session, UserCreateParams params) {
        Map<String, List<String>> profile = new HashMap<>();
        Spelling.putId(profile, params.id());
        if (params.email() != null) {
            Spelling.putEmail(profile, params.email());
        }
        if (params.phone() != null) {
            profile.put(User.PHONE, List.of(params.phone()));
        }
        // Absent means false: no row is written for the default.
        if (params.isAutoUpdateEnabled()) {
            profile.put(User.AUTO_UPDATE, List.of("true"));
        }
        Password password = Password.hash(session, params.id(), params.password());
        // The insert decides who is first.
        UserModel user = session.getProvider(UserProfileProvider.class)
                .create(UserProfileContext.USER_API, profile)
                .create();
        user.setEnabled(true);
        password.giveTo(user);
        return user;
    }

    private static void registered(ApiRequest request, UserModel user) {
        KeycloakSession session = request.session();
        new EventBuilder(request.realm(), session, session.getContext().getConnection())
                .event(EventType.REGISTER)
                .client(request.caller().client())
                .user(user)
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.REGISTER_METHOD, "finapi")
                .success();
    }

    private static ApiException exists(String messageKey) {
        return ApiError.business(422, ErrorCode.ENTITY_EXISTS, messageKey).asException();
    }

    /** The rules that the operator has added to Keycloak's user profile, named by finAPI's fields. */
    private static ApiException rejected(ValidationException rejection) {
        return ApiError.badRequest(rejection.getErrors().stream()
                        .map(error -> "The field '" + field(error.getAttribute())
                                + "' is not allowed by the user profile: " + error.getMessage() + ".")
                        .distinct()
                        .toArray(String[]::new))
                .asException();
    }

    private static String field(String attribute) {
        return switch (attribute) {
            case UserModel.USERNAME, Spelling.ID -> "id";
            case Spelling.EMAIL -> "email";
            default -> attribute;
        };
    }
}
