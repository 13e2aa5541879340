package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import java.util.UUID;

/**
 * The parameters of a new user.
 *
 * <p>Source: finAPI reference, section 3.1.
 *
 * @param id random if the client sends none
 * @param password {@code null} if the client sends none
 */
record UserCreateParams(String id, String password, String email, String phone, boolean isAutoUpdateEnabled) {

    static UserCreateParams from(Fields fields, ApiVersion version) {
        // v1 has no minimum length.
        int min = version == ApiVersion.V1 ? 0 : 1;
        String id = fields.text("id", TextLimits.USER_ID);
        String password = fields.text("password", Password.LIMITS);
        String email = fields.text("email", ContactLimits.email(min));
        String phone = fields.text("phone", ContactLimits.phone(min));
        Boolean autoUpdate = fields.bool("isAutoUpdateEnabled");
        fields.verify();
        return new UserCreateParams(
                id == null ? UUID.randomUUID().toString() : id,
                password,
                email,
                phone,
                Boolean.TRUE.equals(autoUpdate));
    }
}
