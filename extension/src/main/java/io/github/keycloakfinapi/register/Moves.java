package io.github.keycloakfinapi.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users whose bucket does not match their name. */
final class Moves {
    private final Buckets buckets;
    private final Map<Long, List<String>> byTarget = new HashMap<>();
    private final Map<List<Long>, Integer> counts = new HashMap<>();

    Moves(Buckets buckets) {
        this.buckets = buckets;
    }

    void add(String user, long from, long to) {
        byTarget.computeIfAbsent(to, bucket -> new ArrayList<>()).add(user);
        counts.merge(List.of(from, to), 1, Integer::sum);
    }

    void write() {
        byTarget.forEach((bucket, users) -> buckets.move(users, bucket));
        counts.forEach((way, users) -> buckets.changed(way.get(0), way.get(1), users));
    }
}
