package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiException;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.internals.UserStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.Attributes;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/** Applies the rules of Keycloak's user profile, including the operator's, and reports violations in finAPI's format. */
final class Profile {
    private static final String USERNAME_EXISTS = "usernameExistsMessage";
    private static final String EMAIL_EXISTS = "emailExistsMessage";

    private final KeycloakSession session;

    Profile(KeycloakSession session) {
        this.session = session;
    }

    UserModel create(ProfileAttributes attributes) {
        try {
            UserProfile profile = profiles().create(UserProfileContext.USER_API, attributes.toMap());
            requirePlace(attributes.toMap(), name -> isWritable(profile.getAttributes(), name));
            return profile.create();
        } catch (ValidationException e) {
            throw refused(e);
        } catch (ModelDuplicateException e) {
            throw exists("user.exists");
        }
    }

    /**
     * Checks and writes only the given fields, not the whole profile: existing values may be older than a rule, and checking
     * the username costs a query.
     */
    @SuppressWarnings("unchecked")
    void change(UserModel user, ProfileAttributes changes) {
        // A rule may also read other attributes.
        Map<String, List<String>> whole = new HashMap<>(user.getAttributes());
        whole.putAll(changes.toMap());
        Attributes attributes =
                profiles().create(UserProfileContext.USER_API, whole, user).getAttributes();
        if (!UserStore.of(session, user).isKeycloaksOwn()
                && changes.toMap().keySet().stream().anyMatch(attributes::isReadOnly)) {
            throw ApiError.READ_ONLY.asException();
        }
        // Keycloak's own rule refuses changes of attributes that must not be edited.
        requirePlace(changes.toMap(), attributes::contains);
        ValidationException.ValidationExceptionBuilder errors = new ValidationException.ValidationExceptionBuilder();
        changes.toMap().keySet().forEach(name -> attributes.validate(name, errors));
        if (errors.hasError()) {
            throw refused(errors.build());
        }
        changes.toMap().keySet().stream()
                .filter(attributes::contains)
                .forEach(name -> write(user, name, attributes.get(name)));
    }

    /** Keycloak would silently drop fields for which the profile has no attribute. */
    private static void requirePlace(Map<String, List<String>> given, Predicate<String> hasPlace) {
        List<ApiError.Wording> lost = given.entrySet().stream()
                .filter(each -> !ProfileAttributes.isDefault(each.getKey(), each.getValue()))
                .map(Map.Entry::getKey)
                .filter(hasPlace.negate())
                .map(name -> ApiError.wording("field.not-kept", ProfileAttributes.field(name)))
                .toList();
        if (!lost.isEmpty()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, lost).asException();
        }
    }

    private static boolean isWritable(Attributes attributes, String name) {
        return attributes.contains(name) && !attributes.isReadOnly(name);
    }

    private static void write(UserModel user, String name, List<String> values) {
        if (values.stream().allMatch(String::isBlank)) {
            if (user.getFirstAttribute(name) != null) {
                user.removeAttribute(name);
            }
        } else if (!values.equals(user.getAttributeStream(name).toList())) {
            user.setAttribute(name, values);
        }
    }

    private UserProfileProvider profiles() {
        return session.getProvider(UserProfileProvider.class);
    }

    private ApiException refused(ValidationException refusal) {
        if (refusal.hasError(USERNAME_EXISTS)) {
            return exists("user.exists");
        }
        if (refusal.hasError(EMAIL_EXISTS)) {
            return exists("entity.exists");
        }
        return ApiError.business(
                        400,
                        ErrorCode.BAD_REQUEST,
                        refusal.getErrors().stream().map(this::wording).toList())
                .asException();
    }

    private ApiError.Wording wording(ValidationException.Error error) {
        ApiError.Wording reason = KeycloakMessages.get(session, error.getMessage(), error.getMessageParameters());
        return language -> ProfileAttributes.field(error.getAttribute()) + ": " + reason.in(language);
    }

    static ApiException exists(String messageKey) {
        return ApiError.business(422, ErrorCode.ENTITY_EXISTS, messageKey).asException();
    }
}
