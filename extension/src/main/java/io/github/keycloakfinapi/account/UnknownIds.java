package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.BruteForce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Failed logins of unknown ids, and of users whom an operator has disabled. Keycloak counts neither, so the lock would
 * reveal which ids exist. Here Keycloak's own detection counts them under a keyed hash of the id, so they lock like users:
 * in every mode, and on every node of a cluster.
 *
 * <p>A node remembers the last {@value #MAX} such ids.
 */
public final class UnknownIds {
    static final int MAX = 100_000;

    private static final String MAC = "HmacSHA256";
    private static final Map<Counted, Boolean> RECENT = new LinkedHashMap<>(16, 0.75f, true);

    private UnknownIds() {}

    private record Counted(String realm, String name) {}

    public static boolean isLocked(KeycloakSession session, String id) {
        return new BruteForce(session).locks(name(session, id));
    }

    /** Counts a failed login in its own transaction. */
    public static void countFailure(KeycloakSession session, String id) {
        RealmModel realm = session.getContext().getRealm();
        if (!BruteForce.isOn(realm)) {
            return;
        }
        String name = name(session, id);
        String address = session.getContext().getConnection().getRemoteHost();
        Counted forgotten = remember(new Counted(realm.getId(), name));
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            own.getContext().setRealm(own.realms().getRealm(realm.getId()));
            BruteForce.countFailureOfNobody(own, name, address);
            forget(own, forgotten);
        });
    }

    /** Removes the oldest one if there are too many. */
    private static Counted remember(Counted counted) {
        synchronized (RECENT) {
            RECENT.put(counted, true);
            if (RECENT.size() <= MAX) {
                return null;
            }
            Counted oldest = RECENT.keySet().iterator().next();
            RECENT.remove(oldest);
            return oldest;
        }
    }

    private static void forget(KeycloakSession session, Counted counted) {
        RealmModel realm = counted == null ? null : session.realms().getRealm(counted.realm());
        if (realm != null) {
            session.loginFailures().removeUserLoginFailure(realm, counted.name());
        }
    }

    /** A hash with a key that only the nodes know, so that nobody who reads it can guess the id. */
    private static String name(KeycloakSession session, String id) {
        RealmModel realm = session.getContext().getRealm();
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(session.keys()
                    .getActiveKey(realm, KeyUse.SIG, Algorithm.HS512)
                    .getSecretKey());
            String text = "finapi/" + realm.getId() + "/" + id.toLowerCase(Locale.ROOT);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 18);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
