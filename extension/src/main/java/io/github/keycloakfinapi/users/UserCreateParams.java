package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.keycloak.common.util.SecretGenerator;

/**
 * What a user is created from; what the client leaves out is chosen at random.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
record UserCreateParams(String id, String password, String email, String phone, boolean isAutoUpdateEnabled) {
    private static final TextLimits ID =
            new TextLimits(1, 36, Pattern.compile("[a-zA-Z0-9\\-_.+@]"), "letters, digits and - _ . + @");
    private static final TextLimits PASSWORD =
            new TextLimits(6, 128, TextLimits.PRINTABLE, "characters that are no control characters");
    private static final Pattern GENERAL = Pattern.compile("[a-zA-Z0-9 &(){}\\[\\].:,;?!+\\-_$@#~`^€\\u00A1-\\u02AF]");
    private static final String GENERAL_CHARSET =
            "letters, digits, spaces and & ( ) { } [ ] . : , ; ? ! + - _ $ @ # ~ ` ^ €";
    private static final int MAX_EMAIL = 320;
    private static final int MAX_PHONE = 50;

    static UserCreateParams from(Fields fields, ApiVersion version) {
        String id = fields.text("id", ID);
        String password = fields.text("password", PASSWORD);
        String email = blankToNull(fields.text("email", general(version, MAX_EMAIL)));
        String phone = blankToNull(fields.text("phone", general(version, MAX_PHONE)));
        Boolean autoUpdate = fields.bool("isAutoUpdateEnabled");
        fields.verify();
        return new UserCreateParams(
                id == null ? UUID.randomUUID().toString() : id,
                password == null ? randomPassword() : password,
                email,
                phone,
                Boolean.TRUE.equals(autoUpdate));
    }

    /** v1 states no least length. */
    private static TextLimits general(ApiVersion version, int max) {
        return new TextLimits(version == ApiVersion.V1 ? 0 : 1, max, GENERAL, GENERAL_CHARSET);
    }

    // Keycloak keeps no blank attributes.
    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
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
