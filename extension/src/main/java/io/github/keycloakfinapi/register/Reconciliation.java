package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.internals.Database;
import io.github.keycloakfinapi.internals.RowClaim;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Corrects the register of each realm by Keycloak's tables, for changes without an event. It goes through the users of a
 * realm in rounds, a thousand in each transaction, on one node at a time; if that node dies, another continues where it
 * stopped. It also merges changes into the buckets' counts, and splits large buckets.
 */
final class Reconciliation implements Runnable {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    /** Longer than any batch takes, in seconds. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final KeycloakSessionFactory factory;

    Reconciliation(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** Does all work that is due now. */
    @Override
    public void run() {
        try {
            addNewRealms();
            inTransaction(Reconciliation::realmsWithWork).forEach(this::attend);
        } catch (RuntimeException e) {
            LOG.warn("The register of finAPI's users was not brought up to date; this will be retried", e);
        }
    }

    /** The extension may not have been installed for a while. */
    void callForAll() {
        try {
            inTransaction(session -> Database.of(session)
                    .createQuery("update FinapiRound o set o.due = :now where o.due > :now")
                    .setParameter("now", Time.currentTimeMillis())
                    .executeUpdate());
        } catch (RuntimeException e) {
            LOG.warn("The register of finAPI's users will be checked at the next regular time, not now", e);
        }
    }

    private void addNewRealms() {
        try {
            inTransaction(session -> Database.of(session)
                    .createQuery("insert into FinapiRound (realmId, due, claimedUntil)"
                            + " select role.realmId, 0L, 0L from RoleEntity role where role.name = :role and role.clientRole = false"
                            + " and not exists (select 1 from FinapiRound o where o.realmId = role.realmId)")
                    .setParameter("role", FinapiUser.ROLE)
                    .executeUpdate());
        } catch (ModelDuplicateException another) {
            LOG.debug("Another node has added a realm at the same moment");
        }
    }

    private static List<String> realmsWithWork(KeycloakSession session) {
        return Database.of(session)
                .createQuery(
                        "select o.realmId from FinapiRound o where o.claimedUntil < :now and (o.due <= :now or o.reached is not null"
                                + " or exists (select 1 from FinapiChange c where c.realmId = o.realmId))",
                        String.class)
                .setParameter("now", Time.currentTimeMillis())
                .getResultList();
    }

    /** A failure in one realm must not affect the others. */
    private void attend(String realm) {
        RowClaim claim = new RowClaim("FinapiRound", "realmId", realm, CLAIM);
        try {
            if (!inTransaction(claim::take)) {
                return;
            }
            tidy(claim);
            while (inTransaction(session -> claim.renew(session) && new Batch(session, realm).walk())) {
                tidy(claim);
            }
            inTransaction(claim::release);
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "The register of finAPI's users of the realm %s was not brought up to date; this will be retried",
                    realm);
        }
    }

    private void tidy(RowClaim claim) {
        while (inTransaction(
                session -> claim.renew(session) && buckets(session, claim).settle())) {
            LOG.debugf("Counted changes of the realm %s", claim.id());
        }
        for (long bucket : inTransaction(session -> buckets(session, claim).large())) {
            inTransaction(session -> {
                if (claim.renew(session)) {
                    buckets(session, claim).split(bucket);
                }
                return null;
            });
        }
    }

    private static Buckets buckets(KeycloakSession session, RowClaim claim) {
        return new Buckets(Database.of(session), claim.id());
    }

    private <T> T inTransaction(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
    }
}
