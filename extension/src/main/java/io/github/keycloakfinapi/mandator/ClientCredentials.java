package io.github.keycloakfinapi.mandator;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiException;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.ClientEvent;
import io.github.keycloakfinapi.internals.ClientRow;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSecretConstants;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces the secret of a client of the mandator.
 *
 * <p>Source: finAPI reference, section 5.
 */
public final class ClientCredentials {
    // Keycloak's limit. finAPI's is 45 for the id and 36 for the secret, but the console creates other secrets.
    private static final TextLimits AS_KEYCLOAK_HAS_IT = TextLimits.printable(1, 255);

    private static final TextLimits NEW_SECRET =
            new TextLimits(36, 36, Pattern.compile("[a-zA-Z0-9-]"), "letters, digits and -");

    private ClientCredentials() {}

    /**
     * 200 as soon as all older tokens of the client are invalid and new ones are valid, which takes one to two seconds;
     * users' tokens stay valid. 422 {@code ILLEGAL_FIELD_VALUE} both for an unknown client and for a wrong old secret, 422
     * {@code ILLEGAL_ENTITY_STATE} for a client that does not authenticate with a secret stored in Keycloak.
     */
    public static Answer change(ApiRequest request) {
        Fields fields = request.fields();
        String clientId = fields.required("clientId", AS_KEYCLOAK_HAS_IT);
        String oldSecret = fields.required("oldClientSecret", AS_KEYCLOAK_HAS_IT);
        String newSecret = fields.required("newClientSecret", NEW_SECRET);
        fields.verify();
        KeycloakSession session = request.session();
        ClientModel client = new MandatorClients(session).find(clientId).orElseThrow(ClientCredentials::wrong);
        if (!ClientRow.lock(session, client)) {
            throw wrong();
        }
        requireSecret(client);
        if (!holds(client, oldSecret)) {
            throw wrong();
        }
        replaceSecret(client, newSecret);
        int since = endTokens(session, client);
        ClientEvent.newSecret(session, request.caller().client(), client);
        return Answer.done().aboutClients(List.of(clientId)).notBefore(() -> await(since));
    }

    private static ApiException wrong() {
        return ApiError.business(422, ErrorCode.ILLEGAL_FIELD_VALUE, "client-credentials.wrong")
                .asException();
    }

    private static void requireSecret(ClientModel client) {
        if (!new ClientSettings(client).hasSecretInKeycloak()) {
            throw ApiError.business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "client-secret.elsewhere")
                    .asException();
        }
    }

    /** Valid as for Keycloak's client authentication: secrets that were rotated or have expired are not. */
    private static boolean holds(ClientModel client, String secret) {
        long end = number(client, ClientSecretConstants.CLIENT_SECRET_EXPIRATION);
        return client.getSecret() != null
                && MessageDigest.isEqual(bytes(client.getSecret()), bytes(secret))
                && (end == 0 || end >= now());
    }

    private static void replaceSecret(ClientModel client, String secret) {
        long now = now();
        long end = number(client, ClientSecretConstants.CLIENT_SECRET_EXPIRATION);
        long start = number(client, ClientSecretConstants.CLIENT_SECRET_CREATION_TIME);
        client.setSecret(secret);
        client.setAttribute(ClientSecretConstants.CLIENT_SECRET_CREATION_TIME, Long.toString(now));
        if (end > 0) {
            // As long as the previous one: the operator has set how long a secret lasts.
            long life = start > 0 && start < end ? end - start : end - now;
            client.setAttribute(ClientSecretConstants.CLIENT_SECRET_EXPIRATION, Long.toString(now + life));
        }
        Stream.of(
                        ClientSecretConstants.CLIENT_ROTATED_SECRET,
                        ClientSecretConstants.CLIENT_ROTATED_SECRET_CREATION_TIME,
                        ClientSecretConstants.CLIENT_ROTATED_SECRET_EXPIRATION_TIME)
                .forEach(client::removeAttribute);
    }

    /**
     * Ends the client's own older tokens. A not-before of the client would also end its users' tokens.
     *
     * @return the second from which on tokens are valid
     */
    private static int endTokens(KeycloakSession session, ClientModel client) {
        // Keycloak's not-before has a resolution of seconds. This one also ends tokens that the old secret gets until
        // the
        // commit.
        int since = Math.toIntExact(now() + 2);
        session.users()
                .setNotBeforeForUser(
                        session.getContext().getRealm(), session.users().getServiceAccount(client), since);
        return since;
    }

    /** After the answer, the client can get a valid token. */
    private static void await(int second) {
        try {
            while (now() < second) {
                Thread.sleep(Math.max(1, second * 1000L - Time.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            // A late answer is not wrong.
            Thread.currentThread().interrupt();
        }
    }

    /** Keycloak's own clock for tokens, in seconds. */
    private static long now() {
        return TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }

    private static long number(ClientModel client, String attribute) {
        String text = client.getAttribute(attribute);
        return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
