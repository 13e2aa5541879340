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
            "a user's id is the email instead of the id that the client has chosen, so no user can be created: 422",
            "Switch it off",
            "registrationEmailAsUsername=false",
            realm(realm -> is(realm.realm().isRegistrationEmailAsUsername()))),
    VERIFY_EMAIL(
            "Verify email",
            "Realm settings → Login",
            "a user with an email gets no token until it is verified in a browser: 403",
            "Switch it off",
            "verifyEmail=false",
            realm(realm -> is(realm.realm().isVerifyEmail()))),
    LOGIN_WITH_EMAIL(
            "Login with email",
            "Realm settings → Login",
            "no user can be created whose id is another user's email: 422. Everything else works",
            "Switch it off, or keep the users who sign in by email in another realm",
            "loginWithEmailAllowed=false",
            realm(realm -> is(realm.realm().isLoginWithEmailAllowed()))),
    DUPLICATE_EMAILS(
            "Duplicate emails",
            "Realm settings → Login",
            "a second user with the same email is refused: 422. finAPI allows it",
            "Switch it on, after Login with email is off",
            "duplicateEmailsAllowed=true",
            realm(realm -> !is(realm.realm().isDuplicateEmailsAllowed()))),
    DEFAULT_REQUIRED_ACTION(
            "Set as default action",
            "Authentication → Required actions",
            "users whom no client has created get no token until they have done it in a browser: 403",
            "Switch it off",
            "requiredActions[].defaultAction=false",
            realm -> realm.requiredActions()
                    .filter(RequiredActionProviderRepresentation::isDefaultAction)
                    .map(RequiredActionProviderRepresentation::getAlias)),
    PROFILE_WITHOUT_ATTRIBUTE(
            "Attributes phone, isAutoUpdateEnabled, finapi.id and finapi.email",
            "Realm settings → User profile",
            "fields that clients send are refused: 422",
            "Add it, as in realm-config/finapi-realm.json",
            "kc.user.profile.config",
            Rule::missingAttributes),
    PROFILE_WITH_REQUIRED_ATTRIBUTE(
            "Required field",
            "Realm settings → User profile",
            "users without it get no token: 403",
            "Make it optional, or switch Verify Profile off (Authentication → Required actions)",
            "kc.user.profile.config",
            Rule::requiredAttributes),
    BRUTE_FORCE_OFF(
            "Brute Force Mode",
            "Realm settings → Security defenses → Brute force detection",
            "wrong passwords never lock a user, so anybody can go on guessing",
            "Set it to Lockout permanently",
            "bruteForceProtected=true permanentLockout=true",
            realm(realm -> !is(realm.realm().isBruteForceProtected()) && failureFactor(realm) != 0)),
    BRUTE_FORCE_AT_ZERO(
            "Max login failures",
            "Realm settings → Security defenses → Brute force detection",
            "0 means \"unlimited\" at finAPI's paths, but elsewhere Keycloak locks a user at the first failure",
            "Set it to 3, or switch Brute Force Mode off",
            "failureFactor=3",
            realm(realm -> is(realm.realm().isBruteForceProtected()) && failureFactor(realm) == 0)),
    TEMPORARY_LOCK(
            "Brute Force Mode",
            "Realm settings → Security defenses → Brute force detection",
            "a lock ends after a while, and the user's tokens stay valid",
            "Set it to Lockout permanently",
            "permanentLockout=true",
            realm(realm -> is(realm.realm().isBruteForceProtected())
                    && !is(realm.realm().isPermanentLockout()))),
    QUICK_LOGIN(
            "Quick login check milliseconds",
            "Realm settings → Security defenses → Brute force detection",
            "two failures within this time lock a user before Max login failures is reached",
            "Set it to 0",
            "quickLoginCheckMilliSeconds=0",
            realm(Rule::locksQuickLogins)),
    PASSWORD_PATTERN(
            "Regular expression",
            "Authentication → Policies → Password policy",
            "clients cannot create users without a password: the server cannot know whether a generated one matches",
            "Remove it, or have clients send passwords",
            "passwordPolicy",
            realm(realm -> realm.realm().getPasswordPolicy() != null
                    && realm.realm().getPasswordPolicy().contains("regexPattern"))),
    ONE_TIME_PASSWORD(
            "Configure OTP",
            "Authentication → Required actions",
            "a user who sets up a one-time password gets no token, and correct passwords lock the user: Keycloak does not"
                    + " tell that only the second factor is missing",
            "Switch it off, or use a direct grant flow without OTP",
            "requiredActions[CONFIGURE_TOTP].enabled=false",
            realm(realm -> realm.hasAction("CONFIGURE_TOTP") && "direct grant".equals(directGrantFlow(realm)))),
    CLIENT_POLICY(
            "Client policies",
            "Realm settings → Client policies",
            "it rejects the password grant of every client: 403",
            "Give it a condition that excludes finAPI's clients",
            "clientPolicies",
            Rule::policiesAgainstPasswords),
    WITHOUT_SCOPE(
            "Client scope all",
            "Clients → … → Client scopes",
            "the client's tokens from Keycloak's own endpoint are not finAPI's; finAPI's paths refuse them if an audience"
                    + " mapper makes them for others: 401",
            "Assign it as default",
            "defaultClientScopes",
            finapiClients(realm -> client -> realm.mappers(client)
                    .noneMatch(mapper -> TokenResponseMapper.ID.equals(mapper.getProtocolMapper())))),
    WITHOUT_DIRECT_GRANTS(
            "Direct access grants",
            "Clients → … → Settings → Capability config",
            "the client's users get no token: 403",
            "Switch it on",
            "directAccessGrantsEnabled=true",
            appClients(realm -> client -> !is(client.isDirectAccessGrantsEnabled()))),
    CONSENT(
            "Consent required",
            "Clients → … → Settings → Login settings",
            "the client's users get no token: 403",
            "Switch it off",
            "consentRequired=false",
            finapiClients(realm -> client -> is(client.isConsentRequired()))),
    FULL_SCOPE(
            "Full scope allowed",
            "Clients → … → Client scopes → …-dedicated → Scope",
            "users' tokens contain everything that the users may do elsewhere in the realm",
            "Switch it off",
            "fullScopeAllowed=false",
            finapiClients(realm -> client -> client.isFullScopeAllowed() == null || is(client.isFullScopeAllowed()))),
    PUBLIC_CLIENT(
            "Client authentication",
            "Clients → … → Settings → Capability config",
            "finAPI's paths do not accept the client: 401",
            "Switch it on",
            "publicClient=false",
            finapiClients(realm -> client -> is(client.isPublicClient()))),
    OPEN_SECRET(
            "Client secret",
            "Clients → … → Credentials",
            "it is blank, a placeholder, or the asterisks that the console shows instead of it: 401",
            "Regenerate it",
            "secret",
            finapiClients(
                    realm -> client -> ClientSettings.isOpen(client.getClientAuthenticatorType(), client.getSecret()))),
    WITHOUT_KEY(
            "Attribute finapi.data-decryption-key",
            "Admin REST or kcadm.sh",
            "no password can be changed: 422",
            "Set it to 32 hex digits, for instance from openssl rand -hex 16",
            "attributes",
            appClients(realm -> client -> attribute(client, ClientSettings.DATA_DECRYPTION_KEY) == null)),
    MISSPELT(
            "Attributes finapi.…",
            "Admin REST or kcadm.sh",
            "the value is invalid, so the strictest one applies",
            "Set it to a value that docs/operations.md names",
            "attributes",
            realm -> realm.finapiClients().stream()
                    .flatMap(client -> ClientSettings.misspelt(name -> attribute(client, name))
                            .map(name -> client.getClientId() + " " + name))),
    CLIENT_REFRESH_TOKENS(
            "Use refresh tokens for client credentials grant",
            "Clients → … → Advanced → Open ID Connect Compatibility Modes",
            "each client token leaves a session in the database, and nobody gets its refresh token",
            "Switch it off",
            "attributes.\"client_credentials.use_refresh_token\"=false",
            finapiClients(realm -> client -> "true".equals(attribute(client, "client_credentials.use_refresh_token"))));

    private final String setting;
    private final String where;
    private final String wrong;
    private final String remedy;
    private final String name;
    private final Function<CheckedRealm, Stream<String>> finds;

    /**
     * A rule, in the words that an operator reads.
     *
     * @param setting as the console calls it
     * @param where in the console
     * @param wrong the consequence, with the status that clients get
     * @param remedy what to do in the console
     * @param name in realm files and Admin REST, with the value to set if there is a single one
     * @param finds the clients or fields that it is about, or an empty text for the realm itself
     */
    Rule(
            String setting,
            String where,
            String wrong,
            String remedy,
            String name,
            Function<CheckedRealm, Stream<String>> finds) {
        this.setting = setting;
        this.where = where;
        this.wrong = wrong;
        this.remedy = remedy;
        this.name = name;
        this.finds = finds;
    }

    /** As docs/operations.md has it. */
    String row() {
        return "| " + setting + " | " + where + " | " + wrong + " | " + remedy + " | `" + name + "` |";
    }

    /** The violations of this rule in a realm: a line for each client or field, with what to do. */
    Stream<String> lines(CheckedRealm realm) {
        return finds.apply(realm)
                .map(what -> setting + (what.isEmpty() ? "" : " (" + what + ")") + ", at " + where + ": " + wrong + ". "
                        + remedy + " (" + name + ").");
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
                // Harmless if it is bound to scopes that finAPI's clients do not have.
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
