package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.internals.Meters;
import io.github.keycloakfinapi.internals.Transactions;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Metrics of what happens to finAPI's users, no matter who causes it. */
enum UserMeter {
    CREATED,
    DELETED,
    LOCKED;

    /** The label is the realm's name: realms are few, and only administrators create them. */
    void countAfterCommit(KeycloakSession session, RealmModel realm) {
        Meters.Counter counter = Meters.counter(
                "finapi.user.events",
                "finAPI's users created, deleted and locked, in whatever way, as this node noticed",
                "realm",
                realm.getName(),
                "event",
                name().toLowerCase(Locale.ROOT));
        Transactions.afterCommit(session, counter::increment);
    }
}
