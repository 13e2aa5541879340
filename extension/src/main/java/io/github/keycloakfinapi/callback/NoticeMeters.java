package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.internals.Meters;
import java.util.List;
import java.util.stream.Stream;

/** Metrics of the notices. No label names a user or a client. */
final class NoticeMeters {
    private final Meters.Levels notices = Meters.levels(
            "finapi.callback.notices",
            "Notices of deleted users that wait or are parked; the same on every node",
            null);
    private final Meters.Levels oldest = Meters.levels(
            "finapi.callback.oldest",
            "Age of the oldest notice that waits, 0 for none; the same on every node",
            "seconds");

    /**
     * The notices of a realm.
     *
     * @param oldestSeconds age of the oldest one that waits, 0 when none does
     */
    record Standing(String realm, long waiting, long parked, long oldestSeconds) {}

    void count(String realm, Outcome.Kind kind) {
        Meters.counter(
                        "finapi.callback.attempts",
                        "Attempts of this node to send a notice of a deleted user",
                        "realm",
                        realm,
                        "outcome",
                        kind.tag())
                .increment();
    }

    void show(List<Standing> realms) {
        notices.show(realms.stream()
                .flatMap(realm ->
                        Stream.of(level(realm, "waiting", realm.waiting()), level(realm, "parked", realm.parked())))
                .toList());
        oldest.show(realms.stream()
                .map(realm -> new Meters.Level(realm.oldestSeconds(), "realm", realm.realm()))
                .toList());
    }

    private static Meters.Level level(Standing realm, String state, long value) {
        return new Meters.Level(value, "realm", realm.realm(), "state", state);
    }
}
