package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mandator's admin client lists users. */
@BothVersions
final class UserListIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final KeycloakServer keycloak;
    private final Version version;
    private OtherRealm realm;
    private FinApi finapi;
    private FinApi mandator;
    private Admin admin;

    UserListIT(Version version, KeycloakServer keycloak) {
        this.version = version;
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealm() {
        realm = new OtherRealm(keycloak, version);
        finapi = realm.finapi();
        mandator = realm.mandator();
        admin = realm.admin();
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void isEmptyWhereThereAreNoUsers() {
        var list = mandator.userList("").expect(200).json();

        assertThat(list.path("users")).isEmpty();
        assertThat(list.path("paging").toString())
                .isEqualTo("{\"page\":1,\"perPage\":20,\"pageCount\":0,\"totalCount\":0}");
    }

    @Test
    void showsAUserAsItWasCreated() {
        create("Bob");

        var user = mandator.userList("").expect(200).json().path("users").path(0);

        assertThat(user.path("userId").asText()).isEqualTo("Bob");
        assertThat(user.path("registrationDate").asText()).isEqualTo(today());
        assertThat(user.path("bankConnectionCount").isInt()).isTrue();
        assertThat(user.path("bankConnectionCount").asInt()).isZero();
        assertThat(user.path("isLocked").asBoolean()).isFalse();
        for (var unknown : List.of(
                "deletionDate",
                "lastActiveDate",
                "latestBankConnectionImportDate",
                "latestBankConnectionDeletionDate",
                "monthlyStats")) {
            assertThat(user.path(unknown).isNull()).as(unknown).isEqualTo(version == Version.V1);
            assertThat(user.has(unknown)).as(unknown).isEqualTo(version == Version.V1);
        }
    }

    @Test
    void aTokenMakesAUserActive() {
        var bob = create("bob");
        create("carol");
        finapi.requestUserToken(new Credentials("carol", "wrong password")).expect(400);
        finapi.userToken(bob);

        assertThat(one("bob").path("lastActiveDate").asText()).isEqualTo(today());
        assertThat(one("carol").hasNonNull("lastActiveDate")).isFalse();
        assertThat(mandator.listed("minLastActiveDate=2000-01-01")).containsExactly("bob");
        assertThat(mandator.listed("minLastActiveDate=" + today() + "&maxLastActiveDate=" + today()))
                .containsExactly("bob");
        assertThat(mandator.listed("maxLastActiveDate=2000-01-01")).containsExactly("carol");
        assertThat(mandator.listed("maxLastActiveDate=" + today())).containsExactly("bob", "carol");
        assertThat(mandator.listed("minLastActiveDate=2999-01-01")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bob, bXb", "Charlotte, cXXXXXXXe", "ab, XX", "a, X"})
    void aDeletedUserStaysWithADistortedId(String id, String distorted) {
        var user = create(id);
        create("zoe");
        finapi.delete(finapi.userToken(user)).expect(200);

        var deleted = mandator.userList("isDeleted=true").expect(200).json().path("users");

        assertThat(deleted).hasSize(1);
        assertThat(deleted.path(0).path("userId").asText()).isEqualTo(distorted);
        assertThat(deleted.path(0).path("deletionDate").asText()).isEqualTo(today());
        assertThat(deleted.path(0).path("registrationDate").asText()).isEqualTo(today());
        assertThat(deleted.path(0).path("lastActiveDate").asText()).isEqualTo(today());
        assertThat(deleted.path(0).path("isLocked").asBoolean()).isFalse();
        assertThat(mandator.listed("")).containsExactlyInAnyOrder(distorted, "zoe");
        assertThat(mandator.listed("isDeleted=false")).containsExactly("zoe");
        assertThat(mandator.listed("userId=" + id)).isEmpty();
        assertThat(mandator.listed("minDeletionDate=2000-01-01")).containsExactly(distorted);
        assertThat(mandator.listed("minDeletionDate=2999-01-01")).isEmpty();
        assertThat(mandator.listed("maxDeletionDate=2000-01-01")).containsExactly("zoe");
        assertThat(mandator.listed("maxDeletionDate=" + today())).containsExactlyInAnyOrder(distorted, "zoe");
    }

    @Test
    void anIdThatIsUsedAgainIsAnotherUser() {
        var user = create("bob");
        finapi.delete(finapi.userToken(user)).expect(200);
        create("bob");

        assertThat(mandator.listed("")).containsExactlyInAnyOrder("bob", "bXb");
        assertThat(one("bob").hasNonNull("lastActiveDate")).isFalse();
    }

    @Test
    void whomTheMandatorDeletesStaysToo() {
        create("bob");
        create("carol");
        mandator.deleteUsers(List.of("bob", "carol", "nobody")).expect(200);

        assertThat(mandator.listed("")).containsExactly("bXb", "cXXXl");
    }

    @Test
    void aLockedUserIsShownAndFound() {
        var bob = create("bob");
        create("carol");
        new FailedLogins(finapi, admin).lock(bob);

        assertThat(mandator.listed("isLocked=true")).containsExactly("bob");
        assertThat(mandator.listed("isLocked=false")).containsExactly("carol");
        assertThat(one("bob").path("isLocked").asBoolean()).isTrue();
        assertThat(inList("bob").path("isLocked").asBoolean()).isTrue();

        FinApi.passwordChange(keycloak, finapi)
                .to(new Credentials("bob", "another password"))
                .expect(200);

        assertThat(mandator.listed("isLocked=true")).isEmpty();
        assertThat(inList("bob").path("isLocked").asBoolean()).isFalse();
    }

    @Test
    void whomAnOperatorUnlocksIsNotLocked() {
        var bob = create("bob");
        new FailedLogins(finapi, admin).lock(bob);
        admin.delete("/attack-detection/brute-force/users").expect(204);
        admin.changeUser("bob", Map.of("enabled", true));

        assertThat(mandator.listed("isLocked=true")).isEmpty();
        assertThat(inList("bob").path("isLocked").asBoolean()).isFalse();

        admin.changeUser("bob", Map.of("enabled", false));

        assertThat(mandator.listed("isLocked=true")).isEmpty();
    }

    @Test
    void aLockThatEndsIsNoneAfterwards() {
        admin.put("", Map.of("permanentLockout", false, "waitIncrementSeconds", 3, "maxFailureWaitSeconds", 3))
                .expect(204);
        var bob = create("bob");
        new FailedLogins(finapi, admin).lock(bob);

        assertThat(inList("bob").path("isLocked").asBoolean()).isTrue();
        Eventually.holds(() -> assertThat(mandator.listed("isLocked=true")).isEmpty());
        assertThat(one("bob").path("isLocked").asBoolean()).isFalse();
    }

    @Test
    void pagesHoldEachUserOnce() {
        var ids = IntStream.range(0, 23).mapToObj(n -> "user-%02d".formatted(n)).toList();
        var token = finapi.clientToken();
        var shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(id -> finapi.users("POST")
                .bearer(token)
                .json("{\"id\":\"" + id + "\"}")
                .send()
                .expect(201));

        var ascending = new ArrayList<String>();
        var descending = new ArrayList<String>();
        for (var page = 1; page <= 5; page++) {
            var list = mandator.userList("perPage=5&page=" + page).expect(200).json();
            ascending.addAll(list.path("users").findValuesAsText("userId"));
            assertThat(list.path("paging").toString())
                    .isEqualTo("{\"page\":" + page + ",\"perPage\":5,\"pageCount\":5,\"totalCount\":23}");
            descending.addAll(mandator.listed("perPage=5&order=userId,desc&page=" + page));
        }

        assertThat(ascending).isEqualTo(ids);
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(ids);
        assertThat(mandator.listed("perPage=5&page=6")).isEmpty();
        assertThat(mandator.userList("page=2147483647&perPage=500")
                        .expect(200)
                        .json()
                        .path("paging")
                        .path("totalCount")
                        .asInt())
                .isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order=userId",
                "order=userId,asc",
                "order=userId%2CASC",
                "order=userid,asc&order=userId,desc",
                "order="
            })
    void ascendingOrderIsSpelledInManyWays(String query) {
        create("carol");
        create("Bob");

        assertThat(mandator.listed(query)).containsExactly("Bob", "carol");
    }

    @Test
    void theOneUserIsFoundWhateverTheCaseAndTheOtherFiltersHold() {
        create("Bob");

        assertThat(mandator.listed("userId=bOB")).containsExactly("Bob");
        assertThat(mandator.listed("userId=nobody")).isEmpty();
        assertThat(mandator.listed("userId=no/id")).isEmpty();
        assertThat(mandator.listed("userId=bob&isDeleted=true")).isEmpty();
        assertThat(mandator.listed("userId=bob&isLocked=false")).containsExactly("Bob");
        assertThat(mandator.listed("userId=bob&minRegistrationDate=2999-01-01")).isEmpty();
        assertThat(mandator.listed("userId=bob&page=2")).isEmpty();
    }

    @Test
    void registrationIsADayOfBerlin() {
        var midnight = LocalDate.of(2024, 7, 1).atStartOfDay(BERLIN).toInstant();
        admin.post("/users", Map.of("username", "old", "createdTimestamp", midnight.toEpochMilli()))
                .expect(201);
        new Operator(admin).giveRole(admin.idOf("old"));
        create("new");

        var created = one("old").path("registrationDate").asText();

        assertThat(mandator.listed("maxRegistrationDate=" + created + "&minRegistrationDate=" + created))
                .contains("old");
        assertThat(mandator.listed("minRegistrationDate=" + today())).contains("new");
        assertThat(mandator.listed("minRegistrationDate=2999-01-01")).isEmpty();
        assertThat(mandator.listed("maxRegistrationDate=2000-01-01")).isEmpty();
    }

    @Test
    void statisticsHaveAMonthForEachInWhichThereWasTheUser() {
        create("bob");
        var month = YearMonth.now(BERLIN).toString();

        assertThat(stats("includeMonthlyStats=true").toString())
                .isEqualTo("[{\"month\":\"" + month + "\",\"minBankConnectionCount\":0,\"maxBankConnectionCount\":0}]");
        assertThat(stats("includeMonthlyStats=True&monthlyStatsStartDate=2000-01&monthlyStatsEndDate=2999-12"))
                .hasSize(1);
        assertThat(stats("includeMonthlyStats=1&monthlyStatsStartDate=2000-01-31&monthlyStatsEndDate=2000-02-01"))
                .isEmpty();
        assertThat(mandator.listed("includeMonthlyStats=true&minBankConnectionCountInMonthlyStats=1"))
                .isEmpty();
        assertThat(mandator.listed("minBankConnectionCountInMonthlyStats=1")).containsExactly("bob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perPage=501 | ILLEGAL_PAGE_SIZE | perPage",
                "perPage=0 | ILLEGAL_PAGE_SIZE | perPage",
                "perPage=ten | ILLEGAL_PAGE_SIZE | perPage",
                "page=0 | BAD_REQUEST | page",
                "page=2147483648 | BAD_REQUEST | page",
                "page=1&page=2 | BAD_REQUEST | page",
                "order=registrationDate | UNSUPPORTED_ORDER | order",
                "order=userId,up | UNSUPPORTED_ORDER | order",
                "minRegistrationDate=2024-02-30 | BAD_REQUEST | minRegistrationDate",
                "maxLastActiveDate=yesterday | BAD_REQUEST | maxLastActiveDate",
                "minDeletionDate=2024-01-02T00:00 | BAD_REQUEST | minDeletionDate",
                "minDeletionDate=2024-02-01&maxDeletionDate=2024-01-01 | INVALID_FILTER_OPTIONS | minDeletionDate",
                "monthlyStatsStartDate=2024-13 | BAD_REQUEST | monthlyStatsStartDate",
                "monthlyStatsStartDate=2024-02&monthlyStatsEndDate=2024-01 | INVALID_FILTER_OPTIONS | monthlyStatsStartDate",
                "minBankConnectionCountInMonthlyStats=-1 | BAD_REQUEST | minBankConnectionCountInMonthlyStats",
                "isLocked=perhaps | BAD_REQUEST | isLocked",
                "includeMonthlyStats=2 | BAD_REQUEST | includeMonthlyStats"
            })
    void aWrongParameterIsNamed(String query, String code, String parameter) {
        var answer = mandator.userList(query);

        assertThatError(answer).isEnvelope(400, code);
        assertThat(answer.json().path("errors").path(0).path("message").asText())
                .contains("'" + parameter + "'");
    }

    @Test
    void allWrongParametersAreNamedAtOnce() {
        var answer = mandator.userList("page=0&perPage=0&isLocked=perhaps");

        assertThat(answer.json().path("errors")).hasSize(3);
    }

    @Test
    void othersThanFinapisUsersAreNotInIt() {
        create("bob");
        for (var outsider : Outsider.values()) {
            outsider.in(new Outsider.Realm(finapi, admin));
        }

        Eventually.holds(() -> assertThat(mandator.listed("")).containsExactly("bob"));
    }

    private Credentials create(String id) {
        finapi.create(Map.of("id", id, "password", "password of " + id)).expect(201);
        return new Credentials(id, "password of " + id);
    }

    private JsonNode one(String id) {
        return mandator.userList("userId=" + id)
                .expect(200)
                .json()
                .path("users")
                .path(0);
    }

    private JsonNode inList(String id) {
        return mandator.userList("perPage=500")
                .expect(200)
                .json()
                .path("users")
                .valueStream()
                .filter(user -> user.path("userId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode stats(String query) {
        return mandator.userList(query).expect(200).json().path("users").path(0).path("monthlyStats");
    }

    private static String today() {
        return LocalDate.now(BERLIN).toString();
    }
}
