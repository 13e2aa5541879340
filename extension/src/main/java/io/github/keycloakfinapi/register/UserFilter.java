package io.github.keycloakfinapi.register;

import jakarta.persistence.Query;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.keycloak.common.util.Time;

/**
 * Which users a list holds. Days are whole days, both ends included.
 *
 * <p>Source: finAPI reference, section 5. A least day leaves out users who have none, a last day does not.
 */
public final class UserFilter {
    private final StringBuilder condition = new StringBuilder();
    private final Map<String, Object> values = new HashMap<>();
    private Boolean locked;
    private Predicate<UserList.Row> test = row -> true;

    /** A part of a where clause about a row {@code r} of the register, to follow others, with its parameters. */
    record Clause(String text, Map<String, Object> values) {
        void bind(Query query) {
            values.forEach(query::setParameter);
        }

        private Clause and(String more, Map<String, Object> itsValues) {
            Map<String, Object> all = new HashMap<>(values);
            all.putAll(itsValues);
            return new Clause(text + " and " + more, all);
        }
    }

    /** @param from {@code null} for no bound, as {@code to} */
    public UserFilter registered(LocalDate from, LocalDate to) {
        return between("registrationDay", UserList.Row::registrationDay, from, to);
    }

    public UserFilter lastActive(LocalDate from, LocalDate to) {
        return between("lastActiveDay", UserList.Row::lastActiveDay, from, to);
    }

    public UserFilter deleted(LocalDate from, LocalDate to) {
        return between("deletionDay", UserList.Row::deletionDay, from, to);
    }

    /** @param deleted {@code null} for both */
    public UserFilter isDeleted(Boolean deleted) {
        if (deleted != null) {
            condition.append(deleted ? " and r.deletionDay is not null" : " and r.deletionDay is null");
            test = test.and(row -> (row.deletionDay() != null) == deleted);
        }
        return this;
    }

    /** @param locked {@code null} for both */
    public UserFilter isLocked(Boolean locked) {
        this.locked = locked;
        if (locked != null) {
            test = test.and(row -> row.isLocked() == locked);
        }
        return this;
    }

    public UserFilter nobody() {
        condition.append(" and 1 = 0");
        test = row -> false;
        return this;
    }

    private UserFilter between(String field, Function<UserList.Row, LocalDate> day, LocalDate from, LocalDate to) {
        if (from != null) {
            condition.append(" and r." + field + " >= :" + field + "From");
            values.put(field + "From", from);
            test = test.and(row -> day.apply(row) != null && !day.apply(row).isBefore(from));
        }
        if (to != null) {
            boolean bounded = from != null || field.equals("registrationDay");
            condition.append(
                    " and (r." + field + " <= :" + field + "To" + (bounded ? "" : " or r." + field + " is null") + ")");
            values.put(field + "To", to);
            test = test.and(row -> day.apply(row) == null || !day.apply(row).isAfter(to));
        }
        return this;
    }

    public boolean matches(UserList.Row row) {
        return test.test(row);
    }

    /** {@code null} for users who are locked and others. */
    Boolean locked() {
        return locked;
    }

    /** All conditions but {@link #isLocked}. */
    Clause apartFromLock() {
        return new Clause(condition.toString(), values);
    }

    /** Of {@link #apartFromLock} those whose lock ends by itself. An index alone tells. */
    Clause lockedForATime() {
        return apartFromLock()
                .and(
                        "r.lockedUntil > :now and r.lockedUntil < :forGood",
                        Map.of("now", Time.currentTimeMillis(), "forGood", Register.FOR_GOOD));
    }

    /**
     * Of {@link #apartFromLock} those who are locked until an operator enables them. Nothing tells the register that one has:
     * Keycloak's row of each is looked at, by its key. For a join PostgreSQL may read the whole table.
     */
    Clause lockedForGood() {
        return apartFromLock()
                .and(
                        "r.lockedUntil = :forGood and (select l.enabled from UserEntity l where l.id = r.userId) = false",
                        Map.of("forGood", Register.FOR_GOOD));
    }

    /** Those who match, and others of {@link #apartFromLock} whose rows show that they do not. */
    Clause candidates() {
        return Boolean.TRUE.equals(locked)
                ? apartFromLock().and("r.lockedUntil > :now", Map.of("now", Time.currentTimeMillis()))
                : apartFromLock();
    }
}
