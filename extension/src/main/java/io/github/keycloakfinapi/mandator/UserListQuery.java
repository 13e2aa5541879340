package io.github.keycloakfinapi.mandator;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.register.UserFilter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of the user list. An empty parameter counts as missing, because old clients send all parameters.
 *
 * <p>Source: finAPI reference, sections 5, 7 and 9.
 *
 * @param userId the only user requested, or {@code null}
 * @param filter all other conditions
 * @param stats the months of the requested statistics, or {@code null} for none
 */
record UserListQuery(String userId, UserFilter filter, Months stats, boolean ascending, int page, int perPage) {
    private static final int MAX_PER_PAGE = 500;
    private static final int DEFAULT_PER_PAGE = 20;
    private static final Pattern ORDER = Pattern.compile("userId(,(asc|desc))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH = Pattern.compile("(\\d{4}-\\d{2})(-\\d{2})?");
    private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "1", true, "false", false, "0", false);

    /** Both included; {@code null} for no bound. */
    record Months(YearMonth from, YearMonth to) {}

    /** @throws io.github.keycloakfinapi.api.ApiException 400 with an entry for each parameter that is wrong */
    static UserListQuery of(ApiRequest request) {
        return new Reader(request).read();
    }

    private static final class Reader {
        private final ApiRequest request;
        private final List<ApiError> errors = new ArrayList<>();

        Reader(ApiRequest request) {
            this.request = request;
        }

        UserListQuery read() {
            UserFilter filter = new UserFilter();
            days("RegistrationDate", filter::registered);
            days("LastActiveDate", filter::lastActive);
            days("DeletionDate", filter::deleted);
            filter.isDeleted(bool("isDeleted")).isLocked(bool("isLocked"));
            Months stats = stats(filter);
            int perPage = number("perPage", 1, MAX_PER_PAGE, DEFAULT_PER_PAGE, ErrorCode.ILLEGAL_PAGE_SIZE);
            int page = number("page", 1, Integer.MAX_VALUE, 1, ErrorCode.BAD_REQUEST);
            UserListQuery query = new UserListQuery(text("userId"), filter, stats, ascending(), page, perPage);
            if (!errors.isEmpty()) {
                throw ApiError.all(errors).asException();
            }
            return query;
        }

        /** Without banks, the count is 0 in every month. */
        private Months stats(UserFilter filter) {
            boolean wanted = Boolean.TRUE.equals(bool("includeMonthlyStats"));
            YearMonth from = value("monthlyStatsStartDate", "a month as YYYY-MM", this::month);
            YearMonth to = value("monthlyStatsEndDate", "a month as YYYY-MM", this::month);
            int banks = number("minBankConnectionCountInMonthlyStats", 0, Integer.MAX_VALUE, 0, ErrorCode.BAD_REQUEST);
            requireOrder(from, to, "monthlyStatsStartDate", "monthlyStatsEndDate");
            if (wanted && banks > 0) {
                filter.nobody();
            }
            return wanted ? new Months(from, to) : null;
        }

        private YearMonth month(String text) {
            Matcher matcher = MONTH.matcher(text);
            if (!matcher.matches()) {
                throw new DateTimeException(text);
            }
            return matcher.group(2) == null ? YearMonth.parse(text) : YearMonth.from(LocalDate.parse(text));
        }

        private void days(String name, BiConsumer<LocalDate, LocalDate> filter) {
            LocalDate from = value("min" + name, "a date as YYYY-MM-DD", LocalDate::parse);
            LocalDate to = value("max" + name, "a date as YYYY-MM-DD", LocalDate::parse);
            requireOrder(from, to, "min" + name, "max" + name);
            filter.accept(from, to);
        }

        private <T extends Comparable<? super T>> void requireOrder(T from, T to, String fromName, String toName) {
            if (from != null && to != null && from.compareTo(to) > 0) {
                wrong(ErrorCode.INVALID_FILTER_OPTIONS, fromName, "may not be after '" + toName + "'");
            }
        }

        private boolean ascending() {
            List<String> orders = request.queries("order").stream()
                    .filter(order -> !order.isEmpty())
                    .toList();
            if (!orders.stream().allMatch(order -> ORDER.matcher(order).matches())) {
                wrong(ErrorCode.UNSUPPORTED_ORDER, "order", "must be userId, userId,asc or userId,desc");
            }
            // Ids are unique, so a second order would have no effect.
            return orders.isEmpty() || !orders.get(0).toLowerCase(Locale.ROOT).endsWith(",desc");
        }

        private Boolean bool(String name) {
            return value(name, "true or false", text -> {
                Boolean value = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
                if (value == null) {
                    throw new IllegalArgumentException(text);
                }
                return value;
            });
        }

        private int number(String name, int min, int max, int absent, ErrorCode code) {
            String text = text(name);
            if (text == null) {
                return absent;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below.
            }
            wrong(code, name, "must be a number from " + min + " to " + max);
            return absent;
        }

        private <T> T value(String name, String what, Function<String, T> parser) {
            String text = text(name);
            try {
                return text == null ? null : parser.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                wrong(ErrorCode.BAD_REQUEST, name, "must be " + what);
                return null;
            }
        }

        private String text(String name) {
            String text = request.query(name);
            return text == null || text.isEmpty() ? null : text;
        }

        private void wrong(ErrorCode code, String name, String what) {
            errors.add(ApiError.technical(400, code, "The parameter '" + name + "' " + what + "."));
        }
    }
}
