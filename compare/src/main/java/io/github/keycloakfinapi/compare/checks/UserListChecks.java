package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;

import io.github.keycloakfinapi.compare.wire.Request;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The mandator's list. Users other than those of the check are ignored. */
final class UserListChecks extends Group {
    private static final String STATS = "includeMonthlyStats=true";

    UserListChecks() {
        on(Operation.LIST_USERS);
        entries();
        parameters();
        statistics();
        deleted();
    }

    private void entries() {
        check("list-users-entry", a -> list(a, own(a)));
        check(
                "list-users-entry-in-upper-case",
                a -> list(a, "userId=" + a.newUserCalled(a.id("-AbC")).id().toUpperCase(Locale.ROOT)));
        check(
                "list-users-entry-of-the-unverified",
                a -> list(a, "userId=" + a.unverifiedUser().id()));
        check("list-users-last-active", a -> {
            var user = a.newUser();
            a.tokens(user);
            list(a, "userId=" + user.id());
        });
        check("list-users-last-active-before-a-login", a -> list(a, own(a) + "&minLastActiveDate=2000-01-01"));
        check("list-users-max-last-active-before-a-login", a -> list(a, own(a) + "&maxLastActiveDate=2000-01-01"));
        check("list-users-registered-today", a -> list(a, own(a) + "&minRegistrationDate=" + today()));
        check("list-users-registered-before", a -> list(a, own(a) + "&maxRegistrationDate=2000-01-01"));
        check("list-users-not-deleted", a -> list(a, own(a) + "&isDeleted=false"));
        check("list-users-locked", a -> list(a, "userId=" + a.lockedUser().id()))
                .needs(Need.LOCK);
        check("list-users-not-locked", a -> list(a, own(a) + "&isLocked=true"));
        check("list-users-unknown-id", a -> list(a, "userId=" + a.id()));
        check("list-users-invalid-id", a -> list(a, "userId=" + "x".repeat(37)));
    }

    private void parameters() {
        each("list-users-per-page-0", "perPage=0");
        each("list-users-per-page-1", "perPage=1");
        each("list-users-per-page-500", "perPage=500");
        each("list-users-per-page-501", "perPage=501");
        each("list-users-per-page-negative", "perPage=-1");
        each("list-users-per-page-text", "perPage=x");
        each("list-users-per-page-empty", "perPage=");
        each("list-users-page-0", "page=0");
        each("list-users-page-after-the-last", "page=2");
        each("list-users-page-text", "page=x");
        each("list-users-order", "order=userId,desc");
        each("list-users-order-encoded", "order=userId%2Casc");
        each("list-users-order-in-upper-case", "order=userId,ASC");
        each("list-users-order-unsupported", "order=registrationDate");
        each("list-users-order-direction-unknown", "order=userId,up");
        each("list-users-order-twice", "order=userId,desc&order=userId,asc");
        each("list-users-order-second-unsupported", "order=userId&order=registrationDate");
        each("list-users-dates-crossed", "minRegistrationDate=2020-01-02&maxRegistrationDate=2020-01-01");
        each("list-users-date-malformed", "minRegistrationDate=01.01.2020");
        each("list-users-date-impossible", "minRegistrationDate=2020-02-30");
        each("list-users-boolean-in-upper-case", "isDeleted=False");
        each("list-users-boolean-as-number", "isDeleted=0");
        each("list-users-boolean-text", "isDeleted=no");
        each("list-users-parameter-empty", "isDeleted=&minRegistrationDate=");
        each("list-users-parameter-twice", "perPage=10&perPage=10");
        each("list-users-parameter-unknown", "colour=blue");
        each("list-users-several-wrong-parameters", "page=x&minRegistrationDate=x&isDeleted=x");
    }

    private void statistics() {
        each("list-users-monthly-stats", STATS);
        each("list-users-monthly-stats-as-number", "includeMonthlyStats=1");
        each(
                "list-users-monthly-stats-of-months",
                STATS + "&monthlyStatsStartDate=2020-01&monthlyStatsEndDate=2020-02");
        each("list-users-monthly-stats-with-day", STATS + "&monthlyStatsStartDate=2020-01-15");
        each("list-users-monthly-stats-malformed", STATS + "&monthlyStatsStartDate=01.2020");
        each("list-users-months-without-stats", "monthlyStatsStartDate=2020-01");
        each("list-users-months-crossed", STATS + "&monthlyStatsStartDate=2020-02&monthlyStatsEndDate=2020-01");
        each("list-users-stats-with-connections", STATS + "&minBankConnectionCountInMonthlyStats=1");
        each("list-users-stats-with-negative-connections", STATS + "&minBankConnectionCountInMonthlyStats=-1");
    }

    private void deleted() {
        check("list-users-deleted-id", a -> list(a, "userId=" + gone(a, a.id())));
        check("list-users-deleted-id-is-distorted", a -> {
            // The id ends with the same character on both sides.
            a.note("the id in the list", find(a, gone(a, a.id("-gone-by-compare-z"))));
        });
        check("list-users-deleted-id-used-again", a -> {
            var id = gone(a, a.id());
            a.newUserCalled(id);
            list(a, "userId=" + id);
        });
        check("list-users-min-deletion-date-of-one-who-is-there", a -> list(a, own(a) + "&minDeletionDate=2000-01-01"));
        check("list-users-max-deletion-date-of-one-who-is-there", a -> list(a, own(a) + "&maxDeletionDate=2000-01-01"));
    }

    private static String gone(Api a, String id) {
        a.prepare(200, a.asUser(a.newUserCalled(id), Request.delete("/users")));
        return id;
    }

    private static String find(Api a, String own) {
        var users = a.prepare(
                        200,
                        a.asAdmin(get("/mandatorAdmin/getUserList")
                                .rawQuery("isDeleted=true&perPage=500&minDeletionDate=" + today())))
                .json()
                .path("users");
        for (var user : users) {
            var id = user.path("userId").asText();
            if (id.length() == own.length() && id.startsWith("c") && id.endsWith("z")) {
                return shape(id, own);
            }
        }
        return "none of this length, beginning and end";
    }

    /** Does not show the id, which may be another user's: {@code =} stands for a character that is the same in both. */
    static String shape(String id, String own) {
        return IntStream.range(0, id.length())
                .mapToObj(index -> id.charAt(index) == own.charAt(index) ? "=" : covered(id.charAt(index)))
                .collect(Collectors.joining());
    }

    /** These characters are rare in ids, so they are what the server puts in place of others. */
    private static String covered(char character) {
        return "Xx*#".indexOf(character) >= 0 ? String.valueOf(character) : "?";
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Berlin"));
    }

    /** Adds a check whose list can only contain a user of its own. */
    private void each(String id, String query) {
        check(id, a -> list(a, own(a) + "&" + query));
    }

    private static String own(Api a) {
        a.admin();
        return "userId=" + a.newUser().id();
    }

    private static void list(Api a, String query) {
        a.send(a.asAdmin(get("/mandatorAdmin/getUserList").rawQuery(query)));
    }
}
