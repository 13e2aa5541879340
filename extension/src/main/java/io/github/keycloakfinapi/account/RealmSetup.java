package io.github.keycloakfinapi.account;

import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.RoleProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Creates what a realm needs for finAPI's users if it is missing: the role {@value FinapiUser#ROLE}, and the required action
 * that keeps unverified users out. Also makes sure that a limit of 0 failed logins locks nobody.
 */
public final class RealmSetup {
    private static final Logger LOG = Logger.getLogger(RealmSetup.class);
    private static final String DESCRIPTION = "Users whom clients reach by finAPI's API.";

    private RealmSetup() {}

    /** Creates it in the transaction of the session. */
    public static void complete(RealmModel realm) {
        if (realm.getRole(FinapiUser.ROLE) == null) {
            realm.addRole(FinapiUser.ROLE).setDescription(DESCRIPTION);
        }
        repair(realm);
    }

    /** Restores what finAPI's users need after an operator has changed it. */
    static void repair(RealmModel realm) {
        if (!Verification.isEnforcedIn(realm)) {
            Verification.enforceIn(realm);
            LOG.infof(
                    "Realm %s: the required action %s has been enabled; without it unverified users could sign in."
                            + " docs/security.md says how to remove it permanently",
                    realm.getName(), Verification.ID);
        }
        if (realm.isBruteForceProtected() && realm.getFailureFactor() == 0) {
            realm.setBruteForceProtected(false);
            LOG.infof(
                    "Realm %s: brute-force detection has been switched off: a limit of 0 failed logins means \"unlimited\""
                            + " at finAPI, but \"none\" in Keycloak",
                    realm.getName());
        }
    }

    /** The role of finAPI's users. */
    static RoleModel userRole(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        RoleModel role = realm.getRole(FinapiUser.ROLE);
        if (role == null) {
            completeByItself(session);
            role = realm.getRole(FinapiUser.ROLE);
        }
        // Another node may have just created it, and the cache of this one does not know yet.
        return role != null
                ? role
                : session.getProvider(RoleProvider.class, "jpa").getRealmRole(realm, FinapiUser.ROLE);
    }

    /**
     * Creates it in its own transaction: if two nodes do so at the same moment, one of them finds it there, and the call
     * goes on.
     */
    static void completeByItself(KeycloakSession session) {
        String realm = session.getContext().getRealm().getId();
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
                RealmModel there = own.realms().getRealm(realm);
                own.getContext().setRealm(there);
                complete(there);
            });
        } catch (ModelDuplicateException another) {
            LOG.debugf("Another node has completed the realm %s", realm);
        }
    }
}
