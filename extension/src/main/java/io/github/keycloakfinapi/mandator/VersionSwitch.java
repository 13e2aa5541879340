package io.github.keycloakfinapi.mandator;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.ClientEvent;
import io.github.keycloakfinapi.internals.ClientRow;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Binds all clients of the mandator to one version of the API.
 *
 * <p>Source: finAPI reference, section 1.
 */
public final class VersionSwitch {
    /** The realm attribute: when the mandator was switched to v2, as ISO 8601. */
    static final String SWITCHED = "finapi.switched-to-v2";

    private static final Duration WAY_BACK = Duration.ofDays(7);
    private static final TextLimits LIMITS = TextLimits.printable(1, 4);

    private VersionSwitch() {}

    /** finAPI's body. */
    public record Message(String message) {}

    /**
     * 200, also if there is nothing to switch; 400 for an unknown version; 403 {@code FORBIDDEN} from V2 to V1 more than 7
     * days after the switch to V2, or if there was no switch and an operator has bound a client to V2.
     */
    public static Answer run(ApiRequest request) {
        Fields fields = request.fields();
        String name = fields.required("apiVersion", LIMITS);
        fields.verify();
        ApiVersion version = version(name);
        KeycloakSession session = request.session();
        // Locked in the same order by every call, so that of two simultaneous switches the second one waits.
        List<ClientModel> clients = new MandatorClients(session)
                .all().stream()
                        .filter(client -> ClientRow.lock(session, client))
                        .toList();
        remember(request.realm(), version, clients);
        List<ClientModel> changing =
                clients.stream().filter(client -> !isBoundTo(version, client)).toList();
        changing.forEach(client -> {
            client.setAttribute(ClientSettings.API_VERSION, version.name());
            ClientEvent.newAttributes(
                    session, request.caller().client(), client, Map.of(ClientSettings.API_VERSION, version.name()));
        });
        return Answer.ok(new Message("All clients of the mandator use the API version " + version + "."))
                .aboutClients(changing.stream().map(ClientModel::getClientId).toList());
    }

    private static boolean isBoundTo(ApiVersion version, ClientModel client) {
        return version.name().equals(client.getAttribute(ClientSettings.API_VERSION));
    }

    private static ApiVersion version(String name) {
        try {
            return ApiVersion.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw ApiError.badRequest("The field 'apiVersion' must be V1 or V2.")
                    .asException();
        }
    }

    /** When switching back ends. Another switch to V2 does not extend it. */
    private static void remember(RealmModel realm, ApiVersion version, List<ClientModel> clients) {
        boolean onV2 = clients.stream().anyMatch(client -> isBoundTo(ApiVersion.V2, client));
        if (version == ApiVersion.V2 && !onV2) {
            realm.setAttribute(SWITCHED, now().toString());
        } else if (version == ApiVersion.V1 && onV2) {
            requireWayBack(realm);
            realm.removeAttribute(SWITCHED);
        }
    }

    private static void requireWayBack(RealmModel realm) {
        try {
            String switched = realm.getAttribute(SWITCHED);
            if (switched != null && now().isBefore(Instant.parse(switched).plus(WAY_BACK))) {
                return;
            }
        } catch (DateTimeException misspelt) {
            // As if there had been no switch.
        }
        throw ApiError.business(403, ErrorCode.FORBIDDEN, "api-version.no-way-back")
                .asException();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
