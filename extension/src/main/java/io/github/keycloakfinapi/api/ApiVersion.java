package io.github.keycloakfinapi.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.keycloak.models.ClientModel;

/**
 * A version of finAPI Access: how it writes times, and whether it writes fields without a value.
 *
 * <p>Source: finAPI reference, sections 3.5 and 6.
 */
public enum ApiVersion {
    /** Dates without a zone, fields without a value as {@code null}. */
    V1("/api/v1", "yyyy-MM-dd HH:mm:ss.SSS", JsonInclude.Include.ALWAYS),
    /** Dates as RFC 3339 with an offset, fields without a value omitted. */
    V2("/api/v2", "yyyy-MM-dd'T'HH:mm:ss.SSSxxx", JsonInclude.Include.NON_NULL);

    /** The time zone of times and days. v1 writes no zone, and finAPI's clients assume this one. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final String path;
    private final DateTimeFormatter dateFormat;
    private final Json json;
    private final String label;

    ApiVersion(String path, String datePattern, JsonInclude.Include nulls) {
        this.path = path;
        dateFormat = DateTimeFormatter.ofPattern(datePattern);
        json = new Json(nulls);
        label = name().toLowerCase(Locale.ROOT);
    }

    /** The path of its resources below the base URL. */
    public String path() {
        return path;
    }

    /**
     * Checks that a client is not bound to the other version. The token service at {@code /oauth} is for both.
     *
     * @throws ApiException 403 on a path of the other version
     */
    static void requireAllowed(ClientModel client, String path) {
        if (!path.startsWith("/api/")) {
            return;
        }
        ApiVersion asked = path.startsWith(V2.path + "/") ? V2 : V1;
        ApiVersion other = asked == V2 ? V1 : V2;
        ClientSettings settings = new ClientSettings(client);
        if (!settings.allowsVersion(asked.name())) {
            throw settings.allowsVersion(other.name())
                    ? ApiError.technical(403, ErrorCode.UNAUTHORIZED_ACCESS, "client is limited to scope " + other.path)
                            .asException()
                    : ApiError.ACCESS_DENIED.asException();
        }
    }

    /** Its name in metrics, logs and traces: {@code v1} or {@code v2}. */
    String label() {
        return label;
    }

    String date(Instant instant) {
        return dateFormat.format(instant.atZone(ZONE));
    }

    Json json() {
        return json;
    }
}
