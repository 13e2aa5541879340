package io.github.keycloakfinapi.configuration;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.internals.ClientEvent;
import io.github.keycloakfinapi.internals.ClientRow;
import io.github.keycloakfinapi.settings.CallbackUrl;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;

/**
 * Lets an app client read and change its own configuration.
 *
 * <p>Source: finAPI reference, section 4.
 */
public final class ConfigurationOperations {
    private ConfigurationOperations() {}

    public static Answer get(ApiRequest request) {
        return Answer.ok(ClientConfiguration.of(request));
    }

    /**
     * 200 with the new configuration; 400 for a wrong field, or a period that is longer than the realm allows; 403 if the
     * client may not change its lifetimes.
     */
    public static Answer edit(ApiRequest request) {
        ConfigurationUpdateParams params = ConfigurationUpdateParams.from(
                request.fields(), request.version(), CallbackUrl.needsTls(request.realm()));
        ClientModel client = request.caller().client();
        if (!ClientRow.lock(request.session(), client)) {
            throw ApiError.INVALID_TOKEN.asException();
        }
        if (!params.lifetimes().isEmpty() && !request.caller().settings().mayChangeLifetimes()) {
            throw ApiError.business(403, ErrorCode.UNAUTHORIZED_ACCESS, "lifetime.fixed")
                    .asException();
        }
        Map<String, String> before = client.getAttributes();
        params.lifetimes().apply(client);
        params.attributes().forEach((name, value) -> write(client, name, value));
        ClientEvent.newAttributes(request.session(), client, client, changes(before, client.getAttributes()));
        return get(request);
    }

    private static void write(ClientModel client, String name, String value) {
        if (value.isBlank()) {
            client.removeAttribute(name);
        } else {
            client.setAttribute(name, value);
        }
    }

    /** The attributes that have changed; removed ones have an empty text. */
    private static Map<String, String> changes(Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .collect(Collectors.toMap(name -> name, name -> shown(name, after.getOrDefault(name, ""))));
    }

    /** The query of a callback URL may contain a token. */
    private static String shown(String name, String value) {
        return switch (name) {
            case ClientSettings.FINTS_NUMBER -> value.isEmpty() ? value : ClientConfiguration.HIDDEN;
            case ClientSettings.NOTIFICATION_URL, ClientSettings.SYNCHRONIZATION_URL ->
                value.replaceFirst("\\?.*", "?" + ClientConfiguration.HIDDEN);
            default -> value;
        };
    }
}
