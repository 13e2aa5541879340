package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.Fields;

/**
 * The changes of a user: {@code null} leaves a field unchanged, an empty text removes it.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
record UserUpdateParams(String email, String phone, Boolean isAutoUpdateEnabled) {

    /** 400 if a field is wrong, or none is given. */
    static UserUpdateParams from(Fields fields) {
        String email = fields.text("email", ContactLimits.email(0));
        String phone = fields.text("phone", ContactLimits.phone(0));
        Boolean autoUpdate = fields.bool("isAutoUpdateEnabled");
        fields.verify();
        if (email == null && phone == null && autoUpdate == null) {
            throw ApiError.badRequest(
                            "At least one of the fields 'email', 'phone', 'isAutoUpdateEnabled' must be given.")
                    .asException();
        }
        return new UserUpdateParams(email, phone, autoUpdate);
    }
}
