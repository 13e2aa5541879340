package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.memory.Newest;
import java.time.LocalDate;

/**
 * Users whose activity of today this node has already written to the register, so that it is not written again. Only the
 * last {@value #MOST} are kept; for others it may be written twice.
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
