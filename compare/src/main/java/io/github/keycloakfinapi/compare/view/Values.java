package io.github.keycloakfinapi.compare.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** A field's value, or a placeholder if the value must differ between two servers. */
final class Values {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<String> TOKENS = Set.of("access_token", "refresh_token", "passwordChangeToken");
    private static final Set<String> WORDING = Set.of("message", "error_description", "errorDescription");
    /** How somebody has configured a client does not count as a difference between the servers. */
    private static final Set<String> SETTINGS =
            Set.of("isUserAutoVerificationEnabled", "isAutomaticBatchUpdateEnabled");

    private static final Set<String> OWN_TEXTS = Set.of(
            "applicationName",
            "supportEmail",
            "supportSubjectDefault",
            "userNotificationCallbackUrl",
            "userSynchronizationCallbackUrl");
    private static final Set<String> NUMBERS =
            Set.of("expires_in", "maxUserLoginAttempts", "pageCount", "totalCount", "transactionImportLimitation");

    private final Labels labels;
    private final boolean messages;

    Values(Labels labels, boolean messages) {
        this.labels = labels;
        this.messages = messages;
    }

    String of(String name, JsonNode value) {
        if (value.isNumber() && value.asLong() > 0 && (NUMBERS.contains(name) || name.endsWith("ValidityPeriod"))) {
            return value.isIntegralNumber() ? "<number>" : "<fraction>";
        }
        if (value.isBoolean() && SETTINGS.contains(name)) {
            return "<boolean>";
        }
        if (name.equals("corsAllowedOrigins") && value.isArray() && !value.isEmpty()) {
            return "<origins>";
        }
        return value.isTextual() ? text(name, value.asText()) : value.toString();
    }

    private String text(String name, String value) {
        if (TOKENS.contains(name) || name.equals("userEmail")) {
            return "<token>";
        }
        if (WORDING.contains(name) && !messages || OWN_TEXTS.contains(name) && !value.isEmpty()) {
            return "<text>";
        }
        if (name.equals("authContext")) {
            return value.replaceAll("[1-9]\\d*", "<number>");
        }
        if (name.equals("date")) {
            // Only the format counts, since clients have to parse it.
            return value.replaceFirst("\\.\\d+", ".9").replaceAll("\\d", "9");
        }
        return '"' + labels.in(days(value)) + '"';
    }

    private static String days(String value) {
        var today = LocalDate.now(BERLIN);
        return value.equals(today.toString())
                ? "<today>"
                : value.equals(today.toString().substring(0, 7)) ? "<this month>" : value;
    }
}
