package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.FinapiUser;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.models.UserModel;

/** The fields of a finAPI user as attributes of Keycloak's user profile. {@code null} leaves an attribute unchanged. */
final class ProfileAttributes {
    static final String PHONE = "phone";
    static final String AUTO_UPDATE = "isAutoUpdateEnabled";

    private final Map<String, List<String>> attributes = new HashMap<>();

    ProfileAttributes id(String id) {
        put(FinapiUser.ID_AS_WRITTEN, id.equals(id.toLowerCase(Locale.ROOT)) ? null : id);
        return put(UserModel.USERNAME, id);
    }

    /** An empty text removes the email. */
    ProfileAttributes email(String email) {
        return email == null
                ? this
                : put(UserModel.EMAIL, Spelling.emailField(email)).put(Spelling.EMAIL, Spelling.emailAttribute(email));
    }

    /** An empty text removes the phone number. */
    ProfileAttributes phone(String phone) {
        return put(PHONE, phone);
    }

    ProfileAttributes autoUpdate(Boolean autoUpdate) {
        return put(AUTO_UPDATE, autoUpdate == null ? null : autoUpdate.toString());
    }

    Map<String, List<String>> toMap() {
        return attributes;
    }

    /** The name of the field for an attribute. */
    static String field(String attribute) {
        return switch (attribute) {
            case UserModel.USERNAME, FinapiUser.ID_AS_WRITTEN -> "id";
            case Spelling.EMAIL -> "email";
            default -> attribute;
        };
    }

    /** Whether a missing attribute means the same. */
    static boolean isDefault(String attribute, List<String> values) {
        return values.stream().allMatch(String::isBlank) || attribute.equals(AUTO_UPDATE) && values.contains("false");
    }

    private ProfileAttributes put(String name, String value) {
        if (value != null) {
            // Keycloak does not store blank attributes; a blank value removes the attribute.
            attributes.put(name, List.of(value));
        }
        return this;
    }
}
