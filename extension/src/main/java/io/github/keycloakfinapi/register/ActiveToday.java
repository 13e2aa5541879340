package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.memory.Newest;
import java.time.LocalDate;

/**
 * Users of whom this node knows that the register has them active today: nothing is written for them again. Of more than
 * {@value #MOST} the last are kept, and another is written twice.
 */
final class ActiveToday {
    private static final int MOST = 100_000;

    private final Newest<LocalDate> users = new Newest<>(MOST);

    boolean has(String userId, LocalDate today) {
        return today.equals(users.get(userId));
    }

    void add(String userId, LocalDate today) {
        users.put(userId, today);
    }
}
