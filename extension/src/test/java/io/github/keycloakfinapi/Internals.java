package io.github.keycloakfinapi;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes of a server that nobody promises to extensions: those of these libraries. Any release may rename or change them; what a
 * release of Keycloak promises is {@code keycloak-server-spi}, {@code keycloak-core} and {@code keycloak-common}.
 */
final class Internals {
    static final String PACKAGE = Internals.class.getPackageName() + ".internals";

    private static final Pattern LIBRARY = Pattern.compile(".*/(keycloak-services|keycloak-server-spi-private"
            + "|keycloak-model-[a-z-]+|resteasy-reactive[a-z-]*|hibernate-[a-z-]+|opentelemetry-[a-z-]+|micrometer-[a-z-]+|http(?:client|core))"
            + "-\\d[^/]*\\.jar!.*");

    /**
     * Those that other packages than {@link #PACKAGE} may use, by the reason. docs/architecture.md has the same list, with whoever uses
     * them.
     */
    private static final Map<String, List<String>> ELSEWHERE = Map.of(
            "a provider belongs to the capability that it is part of",
            List.of(
                    "org.keycloak.authentication.RequiredActionContext",
                    "org.keycloak.authentication.RequiredActionFactory",
                    "org.keycloak.authentication.RequiredActionProvider",
                    "org.keycloak.forms.login.LoginFormsProvider",
                    "org.keycloak.provider.ServerInfoAwareProviderFactory",
                    "org.keycloak.services.resource.RealmResourceProvider",
                    "org.keycloak.services.resource.RealmResourceProviderFactory"),
            "what happens is told, and heard of, in Keycloak's words",
            List.of(
                    "org.keycloak.events.Event",
                    "org.keycloak.events.EventBuilder",
                    "org.keycloak.events.EventType",
                    "org.keycloak.events.admin.AdminEvent",
                    "org.keycloak.events.admin.OperationType",
                    "org.keycloak.events.admin.ResourceType",
                    "org.keycloak.models.utils.PostMigrationEvent"),
            "whoever works in the background has transactions of its own",
            List.of("org.keycloak.models.utils.KeycloakModelUtils"),
            "an operator's rules for users are asked where users are written",
            List.of(
                    "org.keycloak.policy.PasswordPolicyManagerProvider",
                    "org.keycloak.userprofile.UserProfile",
                    "org.keycloak.userprofile.UserProfileProvider",
                    "org.keycloak.userprofile.ValidationException",
                    "org.keycloak.userprofile.ValidationException$Error",
                    "org.keycloak.userprofile.ValidationException$ValidationExceptionBuilder"),
            "what an answer may do in a browser belongs to the answer",
            List.of(
                    "org.keycloak.headers.SecurityHeadersOptions",
                    "org.keycloak.headers.SecurityHeadersProvider",
                    "org.keycloak.models.BrowserSecurityHeaders"));

    private Internals() {}

    /** The library of an internal class; empty for all others. */
    static Optional<String> library(JavaClass type) {
        return type.getSource()
                .map(source -> LIBRARY.matcher(source.getUri().toString()))
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    static boolean is(JavaClass type) {
        return library(type).isPresent();
    }

    static boolean isForOnePackage(JavaClass type) {
        return is(type) && ELSEWHERE.values().stream().noneMatch(allowed -> allowed.contains(type.getFullName()));
    }

    static Optional<JavaClass> target(Dependency dependency) {
        return Optional.of(dependency.getTargetClass().getBaseComponentType()).filter(Internals::is);
    }
}
