package io.github.keycloakfinapi.internals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.keycloak.Token;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.TokenManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.models.utils.UserSessionModelDelegate;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * A view of a session in which some providers behave differently. Keycloak's own code runs with this view; everything else
 * is the session's.
 */
final class SessionView {
    private final KeycloakSession original;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Answer> ofUsers = new HashMap<>();
    private final Map<String, Answer> ofSessions = new HashMap<>();
    private final Map<Class<?>, Answer> ofProviders = new HashMap<>();

    private SessionView(KeycloakSession original) {
        this.original = original;
        answers.put(
                "getProvider",
                (method, arguments) -> ofProviders
                        .getOrDefault((Class<?>) arguments[0], call(original))
                        .to(method, arguments));
    }

    /** Replaces the result of a method. */
    private interface Answer {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    static SessionView of(KeycloakSession session) {
        return new SessionView(session);
    }

    /** @param find finds a user by name only, because an email may be the name of another user */
    SessionView withUserByName(Function<String, UserModel> find) {
        ofUsers.put("getUserByUsername", (method, arguments) -> find.apply((String) arguments[1]));
        ofUsers.put("getUserByEmail", (method, arguments) -> null);
        return withUsers();
    }

    /** @param find finds a user by Keycloak's id */
    SessionView withUserById(Function<String, UserModel> find) {
        ofUsers.put("getUserById", (method, arguments) -> find.apply((String) arguments[1]));
        return withUsers();
    }

    private SessionView withUsers() {
        UserProvider users = view(UserProvider.class, original.users(), ofUsers);
        answers.put("users", (method, arguments) -> users);
        return this;
    }

    /** @param protector counts logins */
    SessionView withProtector(BruteForceProtector protector) {
        ofProviders.put(BruteForceProtector.class, (method, arguments) -> protector);
        return this;
    }

    /** @param encode encodes a token from its content */
    SessionView withTokens(Function<Token, String> encode) {
        TokenManager tokens = view(
                TokenManager.class,
                original.tokens(),
                Map.of("encode", (method, arguments) -> encode.apply((Token) arguments[0])));
        answers.put("tokens", (method, arguments) -> tokens);
        return this;
    }

    /** @param found the user session if there is none with the id that Keycloak looks for, or {@code null} */
    SessionView withUserSession(Supplier<UserSessionModel> found) {
        Answer asked = call(original.sessions());
        ofSessions.put("getUserSession", (method, arguments) -> {
            Object its = asked.to(method, arguments);
            return its == null ? found.get() : its;
        });
        return withSessions();
    }

    /**
     * Treats transient user sessions as new. Keycloak creates one for each client token, and for each call with one, and
     * would then look in the database for its client session.
     */
    SessionView withoutSearchInNewSessions() {
        Answer asked = call(original.sessions());
        ofSessions.put("createUserSession", (method, arguments) -> {
            UserSessionModel its = (UserSessionModel) asked.to(method, arguments);
            boolean stored = its.getPersistenceState() != UserSessionModel.SessionPersistenceState.TRANSIENT;
            return stored ? its : new NewSession(its);
        });
        return withSessions();
    }

    private static final class NewSession extends UserSessionModelDelegate {
        private boolean isEmpty = true;

        NewSession(UserSessionModel session) {
            super(session);
        }

        @Override
        public AuthenticatedClientSessionModel getAuthenticatedClientSessionByClient(String client) {
            boolean empty = isEmpty;
            isEmpty = false;
            return empty ? null : super.getAuthenticatedClientSessionByClient(client);
        }
    }

    private SessionView withSessions() {
        UserSessionProvider sessions = view(UserSessionProvider.class, original.sessions(), ofSessions);
        answers.put("sessions", (method, arguments) -> sessions);
        return this;
    }

    /** @param change wraps the verifier of signatures by a key of the realm */
    SessionView withVerifier(UnaryOperator<SignatureVerifierContext> change) {
        Answer asked = call(original);
        ofProviders.put(SignatureProvider.class, (method, arguments) -> {
            SignatureProvider its = (SignatureProvider) asked.to(method, arguments);
            return its == null ? null : view(SignatureProvider.class, its, Map.of("verifier", verifier(its, change)));
        });
        return this;
    }

    private static Answer verifier(SignatureProvider its, UnaryOperator<SignatureVerifierContext> change) {
        Answer asked = call(its);
        return (method, arguments) -> {
            SignatureVerifierContext verifier = (SignatureVerifierContext) asked.to(method, arguments);
            // With a key id, Keycloak looks for a key of the realm. With a key, it is the caller's own, such as that of
            // a
            // DPoP proof, and may have any id.
            boolean isTheRealms = arguments[0] instanceof String;
            return isTheRealms ? change.apply(verifier) : verifier;
        };
    }

    /** @param change wraps a grant */
    SessionView withGrant(UnaryOperator<OAuth2GrantType> change) {
        Answer asked = call(original);
        ofProviders.put(
                OAuth2GrantType.class,
                (method, arguments) -> change.apply((OAuth2GrantType) asked.to(method, arguments)));
        return this;
    }

    KeycloakSession session() {
        return view(KeycloakSession.class, original, answers);
    }

    private static <T> T view(Class<T> type, T original, Map<String, Answer> answers) {
        Answer other = call(original);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        answers.getOrDefault(method.getName(), other).to(method, arguments)));
    }

    private static Answer call(Object target) {
        return (method, arguments) -> {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
    }
}
