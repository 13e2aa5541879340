package io.github.keycloakfinapi.register;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Users of whom this node knows that the register has them active today: nothing is written for them again. Of more than
 * {@value #MAX} the last are kept, and another is written twice.
 */
final class ActiveToday {
    private static final int MAX = 100_000;

    private final Map<String, LocalDate> users = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LocalDate> eldest) {
            return size() > MAX;
        }
    };

    synchronized boolean has(String userId, LocalDate today) {
        return today.equals(users.get(userId));
    }

    synchronized void add(String userId, LocalDate today) {
        users.put(userId, today);
    }
}
