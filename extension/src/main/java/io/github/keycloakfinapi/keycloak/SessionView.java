package io.github.keycloakfinapi.keycloak;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * A session in which some things are other than Keycloak would have them: who is found, and who counts logins. Keycloak's
 * code that looks for them by itself is run with it; all else is the session's own.
 *
 * @param byName finds a user by the name alone: an email may be the name of somebody else
 * @param byId finds a user by Keycloak's id; {@code null} as Keycloak does
 * @param protector counts logins; {@code null} as Keycloak does
 */
record SessionView(
        KeycloakSession original,
        Function<String, UserModel> byName,
        Function<String, UserModel> byId,
        BruteForceProtector protector) {

    /** In which nobody is found by name. */
    static SessionView of(KeycloakSession session) {
        return new SessionView(session, name -> null, null, null);
    }

    SessionView withUserByName(Function<String, UserModel> find) {
        return new SessionView(original, find, byId, protector);
    }

    SessionView withUserById(Function<String, UserModel> find) {
        return new SessionView(original, byName, find, protector);
    }

    SessionView withProtector(BruteForceProtector other) {
        return new SessionView(original, byName, byId, other);
    }

    KeycloakSession session() {
        UserProvider users = users();
        return proxy(KeycloakSession.class, (method, arguments) -> {
            boolean asksForProtector = protector != null
                    && method.getName().equals("getProvider")
                    && arguments.length == 1
                    && arguments[0] == BruteForceProtector.class;
            if (asksForProtector) {
                return protector;
            }
            return method.getName().equals("users") ? users : call(original, method, arguments);
        });
    }

    private UserProvider users() {
        UserProvider all = original.users();
        return proxy(UserProvider.class, (method, arguments) -> switch (method.getName()) {
            case "getUserByUsername" -> byName.apply((String) arguments[1]);
            case "getUserByEmail" -> null;
            case "getUserById" -> byId == null ? call(all, method, arguments) : byId.apply((String) arguments[1]);
            default -> call(all, method, arguments);
        });
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
