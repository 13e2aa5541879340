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
 * Failed logins of ids that no finAPI user has, and of users whom an operator has disabled: Keycloak counts neither, and the
 * lock of the others would tell who they are. Keycloak's own detection counts them, under a name that is made from the id
 * and says nothing of it, so that they lock in every mode as users do, and on every node of a cluster.
 *
 * <p>Of the ids that were tried at this node the last {@value #MAX} are kept.
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

    /** Counts a failed login, in a transaction of its own. */
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

    /** The oldest one, when there are too many. */
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

    /** By a key that all nodes have and nobody else: whoever reads it cannot try which id it is. */
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
