package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Fields;
import java.util.Locale;
import java.util.UUID;
import org.keycloak.common.util.SecretGenerator;

/**
 * What a user is created from; what the client leaves out is chosen at random.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
record UserCreateParams(String id, String password, String email, String phone, boolean isAutoUpdateEnabled) {

    static UserCreateParams from(Fields fields, ApiVersion version) {
        // v1 states no least length.
        int min = version == ApiVersion.V1 ? 0 : 1;
        String id = fields.text("id", UserId.LIMITS);
        String password = fields.text("password", Password.LIMITS);
        String email = fields.text("email", ContactLimits.email(min));
        String phone = fields.text("phone", ContactLimits.phone(min));
        Boolean autoUpdate = fields.bool("isAutoUpdateEnabled");
        fields.verify();
        return new UserCreateParams(
                id == null ? UUID.randomUUID().toString() : id,
                password == null ? randomPassword() : password,
                email,
                phone,
                Boolean.TRUE.equals(autoUpdate));
    }

    /** 36 characters, some of each sort, so that usual password policies are met. */
    private static String randomPassword() {
        SecretGenerator random = SecretGenerator.getInstance();
        return String.join(
                "-",
                random.randomString(8, SecretGenerator.UPPER),
                random.randomString(8, SecretGenerator.DIGITS),
                random.randomString(18, SecretGenerator.ALPHANUM).toLowerCase(Locale.ROOT));
    }
}
