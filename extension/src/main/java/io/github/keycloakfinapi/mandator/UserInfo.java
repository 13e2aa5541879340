package io.github.keycloakfinapi.mandator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.keycloakfinapi.register.UserList;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user in finAPI's list. Dates are days as {@code YYYY-MM-DD}. There are no banks here, and so no bank connections.
 *
 * <p>Source: finAPI reference, section 5.
 *
 * @param userId distorted if the user is deleted
 * @param deletionDate {@code null} if the user exists
 * @param lastActiveDate {@code null} if the user has never logged in
 * @param monthlyStats newest month first; {@code null} unless requested
 */
record UserInfo(
        String userId,
        String registrationDate,
        String deletionDate,
        String lastActiveDate,
        int bankConnectionCount,
        String latestBankConnectionImportDate,
        String latestBankConnectionDeletionDate,
        List<Month> monthlyStats,
        @JsonProperty("isLocked") boolean isLocked) {

    /** @param month {@code YYYY-MM} */
    record Month(String month, int minBankConnectionCount, int maxBankConnectionCount) {}

    static UserInfo of(UserList.Row row, UserListQuery.Months stats, LocalDate today) {
        return new UserInfo(
                row.id(),
                row.registrationDay().toString(),
                text(row.deletionDay()),
                text(row.lastActiveDay()),
                0,
                null,
                null,
                stats == null ? null : months(row, stats, today),
                row.isLocked());
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** The statistics of the months in which the user existed. */
    private static List<Month> months(UserList.Row row, UserListQuery.Months wanted, LocalDate today) {
        YearMonth registered = YearMonth.from(row.registrationDay());
        YearMonth last = YearMonth.from(row.deletionDay() == null ? today : row.deletionDay());
        YearMonth from = wanted.from() == null || wanted.from().isBefore(registered) ? registered : wanted.from();
        YearMonth to = wanted.to() == null || wanted.to().isAfter(last) ? last : wanted.to();
        return Stream.iterate(to, month -> !month.isBefore(from), month -> month.minusMonths(1))
                .map(month -> new Month(month.toString(), 0, 0))
                .toList();
    }
}
