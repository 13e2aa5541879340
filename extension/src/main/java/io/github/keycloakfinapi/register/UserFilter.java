package io.github.keycloakfinapi.register;

import jakarta.persistence.Query;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/**
 * Which users a list holds. Days are whole days, both ends included.
 *
 * <p>Source: finAPI reference, section 5. A least day leaves out users who have none, a last day does not.
 */
public final class UserFilter {
    private final String realm;
    private final StringBuilder condition = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private Predicate<UserList.Row> test = row -> true;

    public UserFilter(KeycloakSession session) {
        realm = session.getContext().getRealm().getId();
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
        if (locked != null) {
            // Whom an operator has let in again is not locked, although nothing has told the register. Asked for all of
            // them at
            // once: for each user it looks so dear to PostgreSQL that it compiles the statement, which takes a second.
            String disabled =
                    "r.userId in (select g.userId from FinapiRegisteredUser g join UserEntity l on l.id = g.userId"
                            + " where g.realmId = :realmOfLocked and g.lockedUntil = :forGood and l.enabled = false)";
            condition.append(
                    locked
                            ? " and r.lockedUntil > :now and (r.lockedUntil < :forGood or " + disabled + ")"
                            : " and (r.lockedUntil is null or r.lockedUntil <= :now or r.lockedUntil = :forGood and not "
                                    + disabled + ")");
            values.put("realmOfLocked", realm);
            values.put("now", Time.currentTimeMillis());
            values.put("forGood", Register.FOR_GOOD);
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

    boolean isEmpty() {
        return condition.isEmpty();
    }

    /** To follow others, on a row {@code r} of the register. */
    String condition() {
        return condition.toString();
    }

    void bind(Query query) {
        values.forEach(query::setParameter);
    }
}
