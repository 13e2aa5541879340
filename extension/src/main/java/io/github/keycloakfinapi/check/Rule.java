package io.github.keycloakfinapi.check;

import static io.github.keycloakfinapi.check.CheckedRealm.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.internals.TokenResponseMapper;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;

/**
 * A setting of a realm, or of one of finAPI's clients in it, that contradicts what finAPI does. docs/operations.md has the
 * same rules as a table.
 */
enum Rule {
    EMAIL_AS_USERNAME(
            "Email as username",
            "Realm settings → Login",
            "users get another id than the client has asked for, so none can be created: 422",
            "off",
            realm(realm -> is(realm.realm().isRegistrationEmailAsUsername()))),
    VERIFY_EMAIL(
            "Verify email",
            "Realm settings → Login",
            "a user with an email gets no token before it is verified in a browser: 403",
            "off",
            realm(realm -> is(realm.realm().isVerifyEmail()))),
    LOGIN_WITH_EMAIL(
            "Login with email",
            "Realm settings → Login",
            "no user can be created whose id is the email of somebody else: 422. Everything else works with it on",
            "off, or a realm of its own for the users who sign in by email",
            realm(realm -> is(realm.realm().isLoginWithEmailAllowed()))),
    DUPLICATE_EMAILS(
            "Duplicate emails",
            "Realm settings → Login",
            "a second user with the same email is 422, which finAPI allows",
            "on (Login with email must be off)",
            realm(realm -> !is(realm.realm().isDuplicateEmailsAllowed()))),
    DEFAULT_REQUIRED_ACTION(
            "Set as default action",
            "Authentication → Required actions",
            "users whom no client has created get no token before they have done it in a browser: 403",
            "off",
            realm -> realm.requiredActions()
                    .filter(RequiredActionProviderRepresentation::isDefaultAction)
                    .map(RequiredActionProviderRepresentation::getAlias)),
    PROFILE_WITHOUT_ATTRIBUTE(
            "Attributes phone, isAutoUpdateEnabled, finapi.id and finapi.email",
            "Realm settings → User profile",
            "fields that clients send are refused: 422",
            "add it, as in realm-config/finapi-realm.json",
            Rule::missingAttributes),
    PROFILE_WITH_REQUIRED_ATTRIBUTE(
            "Required field",
            "Realm settings → User profile",
            "users without it get no token: 403",
            "not required, or Verify Profile off (Authentication → Required actions)",
            Rule::requiredAttributes),
    BRUTE_FORCE_OFF(
            "Brute Force Mode",
            "Realm settings → Security defenses → Brute force detection",
            "passwords can be guessed without end",
            "Lockout permanently",
            realm(realm -> !is(realm.realm().isBruteForceProtected()) && failureFactor(realm) != 0)),
    BRUTE_FORCE_AT_ZERO(
            "Max login failures",
            "Realm settings → Security defenses → Brute force detection",
            "0 is finAPI's \"unlimited\", and Keycloak's \"at the first failure\" outside of finAPI's paths",
            "3, or Brute Force Mode off",
            realm(realm -> is(realm.realm().isBruteForceProtected()) && failureFactor(realm) == 0)),
    TEMPORARY_LOCK(
            "Brute Force Mode",
            "Realm settings → Security defenses → Brute force detection",
            "a lock ends by itself, and leaves the user's tokens alive",
            "Lockout permanently",
            realm(realm -> is(realm.realm().isBruteForceProtected())
                    && !is(realm.realm().isPermanentLockout()))),
    QUICK_LOGIN(
            "Quick login check milliseconds",
            "Realm settings → Security defenses → Brute force detection",
            "two failures in a short time lock, before Max login failures is reached",
            "0",
            realm(Rule::locksQuickLogins)),
    PASSWORD_PATTERN(
            "Regular expression",
            "Authentication → Policies → Password policy",
            "no user can be created without a password: nothing made up can be known to match",
            "remove it, or have clients send passwords",
            realm(realm -> realm.realm().getPasswordPolicy() != null
                    && realm.realm().getPasswordPolicy().contains("regexPattern"))),
    ONE_TIME_PASSWORD(
            "Configure OTP",
            "Authentication → Required actions",
            "a user who sets up a one-time password gets no token, and is locked by right passwords: Keycloak does not tell"
                    + " that only the second factor is missing",
            "off, or a direct grant flow without OTP",
            realm(realm -> realm.hasAction("CONFIGURE_TOTP") && "direct grant".equals(directGrantFlow(realm)))),
    CLIENT_POLICY(
            "Client policies",
            "Realm settings → Client policies",
            "it rejects the password grant of every client: 403",
            "a condition that leaves out finAPI's clients",
            Rule::policiesAgainstPasswords),
    WITHOUT_SCOPE(
            "Client scope all",
            "Clients → … → Client scopes",
            "tokens of Keycloak's own endpoint are not finAPI's, and one that an audience mapper is for others is 401 here",
            "assign it as default",
            finapiClients(realm -> client -> realm.mappers(client)
                    .noneMatch(mapper -> TokenResponseMapper.ID.equals(mapper.getProtocolMapper())))),
    WITHOUT_DIRECT_GRANTS(
            "Direct access grants",
            "Clients → … → Settings → Capability config",
            "its users get no token: 403",
            "on",
            appClients(realm -> client -> !is(client.isDirectAccessGrantsEnabled()))),
    CONSENT(
            "Consent required",
            "Clients → … → Settings → Login settings",
            "its users get no token: 403",
            "off",
            finapiClients(realm -> client -> is(client.isConsentRequired()))),
    FULL_SCOPE(
            "Full scope allowed",
            "Clients → … → Client scopes → …-dedicated → Scope",
            "a user's token carries all that the user may do elsewhere in the realm",
            "off",
            finapiClients(realm -> client -> client.isFullScopeAllowed() == null || is(client.isFullScopeAllowed()))),
    PUBLIC_CLIENT(
            "Client authentication",
            "Clients → … → Settings → Capability config",
            "it is unknown at finAPI's paths: 401",
            "on",
            finapiClients(realm -> client -> is(client.isPublicClient()))),
    OPEN_SECRET(
            "Client secret",
            "Clients → … → Credentials",
            "it is blank, a placeholder, or what the console shows instead of one: 401",
            "Regenerate",
            finapiClients(
                    realm -> client -> ClientSettings.isOpen(client.getClientAuthenticatorType(), client.getSecret()))),
    WITHOUT_KEY(
            "Attribute finapi.data-decryption-key",
            "Admin REST or kcadm.sh",
            "no password can be changed: 422",
            "32 hex digits, as openssl rand -hex 16 makes them",
            appClients(realm -> client -> attribute(client, ClientSettings.DATA_DECRYPTION_KEY) == null)),
    MISSPELT(
            "Attributes finapi.…",
            "Admin REST or kcadm.sh",
            "it is misspelt, and the strictest of its values holds",
            "a value that docs/operations.md names",
            realm -> realm.finapiClients().stream()
                    .flatMap(client -> ClientSettings.misspelt(name -> attribute(client, name))
                            .map(name -> client.getClientId() + " " + name))),
    CLIENT_REFRESH_TOKENS(
            "Use refresh tokens for client credentials grant",
            "Clients → … → Advanced → Open ID Connect Compatibility Modes",
            "each client token leaves a session in the database; its refresh token is not given out",
            "off",
            finapiClients(realm -> client -> "true".equals(attribute(client, "client_credentials.use_refresh_token"))));

    private final String setting;
    private final String where;
    private final String wrong;
    private final String set;
    private final Function<CheckedRealm, Stream<String>> finds;

    Rule(String setting, String where, String wrong, String set, Function<CheckedRealm, Stream<String>> finds) {
        this.setting = setting;
        this.where = where;
        this.wrong = wrong;
        this.set = set;
        this.finds = finds;
    }

    /** As docs/operations.md has it. */
    String row() {
        return "| " + setting + " | " + where + " | " + wrong + " | " + set + " |";
    }

    /** What this rule has against a realm, a line for each setting: of which client or field, and what to do. */
    Stream<String> lines(CheckedRealm realm) {
        return finds.apply(realm)
                .map(what -> setting + (what.isEmpty() ? "" : " (" + what + ")") + ", at " + where + ": " + wrong
                        + ". Set it to: " + set + ".");
    }

    private static Function<CheckedRealm, Stream<String>> realm(Predicate<CheckedRealm> contradicts) {
        return realm -> contradicts.test(realm) ? Stream.of("") : Stream.empty();
    }

    private static Function<CheckedRealm, Stream<String>> finapiClients(
            Function<CheckedRealm, Predicate<ClientRepresentation>> contradicts) {
        return realm -> names(realm.finapiClients(), contradicts.apply(realm));
    }

    private static Function<CheckedRealm, Stream<String>> appClients(
            Function<CheckedRealm, Predicate<ClientRepresentation>> contradicts) {
        return realm -> names(realm.appClients(), contradicts.apply(realm));
    }

    private static Stream<String> names(
            List<ClientRepresentation> clients, Predicate<ClientRepresentation> contradicts) {
        return clients.stream().filter(contradicts).map(ClientRepresentation::getClientId);
    }

    private static boolean is(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static int failureFactor(CheckedRealm realm) {
        return Optional.ofNullable(realm.realm().getFailureFactor()).orElse(30);
    }

    private static String directGrantFlow(CheckedRealm realm) {
        return Optional.ofNullable(realm.realm().getDirectGrantFlow()).orElse("direct grant");
    }

    private static boolean locksQuickLogins(CheckedRealm realm) {
        boolean forAWhile = !is(realm.realm().isPermanentLockout())
                || Optional.ofNullable(realm.realm().getMaxTemporaryLockouts()).orElse(0) > 0;
        return is(realm.realm().isBruteForceProtected())
                && forAWhile
                && Optional.ofNullable(realm.realm().getQuickLoginCheckMilliSeconds())
                                .orElse(1000L)
                        > 0;
    }

    private static Stream<JsonNode> profileAttributes(CheckedRealm realm) {
        return realm.userProfile().stream()
                .flatMap(profile ->
                        StreamSupport.stream(profile.path("attributes").spliterator(), false));
    }

    private static Stream<String> missingAttributes(CheckedRealm realm) {
        String unmanaged = realm.userProfile()
                .map(profile -> profile.path("unmanagedAttributePolicy").asText())
                .orElse("");
        if (unmanaged.equals("ENABLED") || unmanaged.equals("ADMIN_EDIT")) {
            return Stream.empty();
        }
        List<String> there =
                profileAttributes(realm).map(each -> each.path("name").asText()).toList();
        return Stream.of("phone", "isAutoUpdateEnabled", "finapi.id", "finapi.email")
                .filter(name -> !there.contains(name));
    }

    private static Stream<String> requiredAttributes(CheckedRealm realm) {
        if (!realm.hasAction("VERIFY_PROFILE")) {
            return Stream.empty();
        }
        if (realm.userProfile().isEmpty()) {
            return Stream.of("email", "firstName", "lastName");
        }
        return profileAttributes(realm)
                .filter(each -> each.path("required").isObject())
                // Bound to scopes that finAPI's clients do not have it is no hindrance.
                .filter(each -> each.path("required").path("scopes").isEmpty())
                .map(each -> each.path("name").asText())
                .filter(name -> !name.equals("username"));
    }

    private static Stream<String> policiesAgainstPasswords(CheckedRealm realm) {
        Set<String> against = elements(realm.json().path("clientProfiles").path("profiles"))
                .filter(profile -> elements(profile.path("executors"))
                        .anyMatch(executor -> executor.path("executor").asText().equals("reject-ropc-grant")))
                .map(profile -> profile.path("name").asText())
                .collect(Collectors.toSet());
        return elements(realm.json().path("clientPolicies").path("policies"))
                .filter(policy -> policy.path("enabled").asBoolean())
                .filter(policy ->
                        elements(policy.path("profiles")).anyMatch(profile -> against.contains(profile.asText())))
                .map(policy -> policy.path("name").asText());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
