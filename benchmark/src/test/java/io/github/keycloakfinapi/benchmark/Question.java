package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Call;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A call about users whose latency matters.
 *
 * @param name what is asked
 * @param call what is sent
 * @param samples at most
 * @param ofPopulation the calls, by their number; what has to be known before is asked for in between
 */
record Question(String name, String call, Goal goal, int samples, Function<Population, Calls> ofPopulation) {

    /** The calls of a question by their number. */
    @FunctionalInterface
    interface Calls {
        Call call(int number);
    }

    /**
     * What is wanted of the p99.
     *
     * @param atMost milliseconds at the largest size, or how many times as long
     * @param than the question that it is compared with, {@code null} for none
     */
    record Goal(Kind kind, double atMost, String than) {

        static final Goal NONE = new Goal(Kind.NONE, 0, null);
        static final Goal NARROW = new Goal(Kind.MILLISECONDS, 100, null);
        static final Goal WIDE = new Goal(Kind.MILLISECONDS, 300, null);
        static final Goal SIZE = new Goal(Kind.TIMES_SMALLEST, 1.2, null);

        static Goal timesAs(String other) {
            return new Goal(Kind.TIMES_OTHER, 3, other);
        }

        enum Kind {
            NONE,
            /** At the largest size. */
            MILLISECONDS,
            /** The largest size by the smallest. */
            TIMES_SMALLEST,
            /** Than another question, at the largest size. */
            TIMES_OTHER
        }
    }

    private static final String LIST = "getUserList";
    private static final String ADMIN = "Admin REST";
    private static final int MANY = 500;
    private static final int SOME = 200;
    private static final int SMALL = 20;
    private static final int LARGE = 500;

    static List<Question> all() {
        var today = LocalDate.now();
        var questions = new ArrayList<Question>();
        for (var perPage : new int[] {SMALL, LARGE}) {
            var size = " of " + perPage;
            questions.add(list("first page" + size, "perPage=" + perPage, Goal.SIZE, MANY));
            questions.add(new Question("any page" + size, LIST, Goal.timesAs("first page" + size), MANY, population -> {
                var pages = pages(population.total(""), perPage);
                var random = new Random(pages);
                return i -> population.list("perPage=" + perPage + "&page=" + (1 + random.nextInt(pages)));
            }));
            questions.add(adminPage("first page" + size, perPage, (users, random) -> 0));
            questions.add(
                    adminPage("any page" + size, perPage, (users, random) -> random.nextInt(pages(users, perPage))));
        }
        var registered = "minRegistrationDate=" + today.minusDays(90);
        var active = "minLastActiveDate=" + today.minusDays(30);
        filter(questions, "registered within 90 days", registered, Goal.NARROW);
        filter(questions, "active within 30 days", active, Goal.NARROW);
        filter(questions, "deleted", "isDeleted=true", Goal.NARROW);
        filter(questions, "locked", "isLocked=true", Goal.NARROW);
        filter(
                questions,
                "both, not locked, not deleted",
                registered + "&" + active + "&isLocked=false&isDeleted=false",
                Goal.NARROW);
        filter(questions, "not deleted", "isDeleted=false", Goal.WIDE);
        filter(questions, "not locked", "isLocked=false", Goal.WIDE);
        filter(questions, "not active since 300 days", "maxLastActiveDate=" + today.minusDays(300), Goal.WIDE);
        filter(questions, "registered before 2 years", "maxRegistrationDate=" + today.minusYears(2), Goal.WIDE);
        questions.add(new Question(
                "one user",
                LIST + ", userId",
                Goal.NONE,
                SOME,
                population -> i ->
                        population.list("userId=" + population.known(i).user().id())));
        questions.add(new Question("one user", "GET users, his own token", Goal.NONE, SOME, population -> i -> {
            var tokens = population.callers().usersTokens();
            return population.callers().finapi().users("GET").bearer(tokens.get(i % tokens.size()));
        }));
        questions.add(new Question(
                "one user",
                ADMIN + ", by id",
                Goal.NONE,
                SOME,
                population -> i ->
                        population.admin("/users/" + population.known(i + 300).id())));
        questions.add(new Question(
                "one user",
                ADMIN + ", username=…&exact=true",
                Goal.NONE,
                SOME,
                population -> i -> population.admin("/users?exact=true&username="
                        + population.known(i + 500).user().id())));
        questions.add(new Question(
                "one user",
                ADMIN + ", search=…",
                Goal.NONE,
                SOME,
                population -> i -> population.admin(
                        "/users?search=" + population.known(i).user().id())));
        questions.add(new Question(
                "how many",
                ADMIN + ", users/count",
                Goal.NONE,
                SOME,
                population -> i -> population.admin("/users/count")));
        questions.add(new Question(
                "log in",
                "POST oauth/token",
                Goal.NONE,
                SOME,
                population -> i -> population
                        .callers()
                        .finapi()
                        .tokenCall(Callers.password(population.known(i).user()))));
        questions.add(new Question(
                "log in",
                "Keycloak's token endpoint",
                Goal.NONE,
                SOME,
                population -> i -> population
                        .callers()
                        .finapi()
                        .standardTokenCall(
                                Callers.password(population.known(i + 500).user()))));
        return questions;
    }

    private static void filter(List<Question> questions, String name, String query, Goal goal) {
        questions.add(list(name, "perPage=" + SMALL + "&" + query, goal, SOME));
        questions.add(new Question(name + ", a page in the middle", LIST, goal, SOME, population -> {
            var page = 1 + pages(population.total(query), SMALL) / 2;
            return i -> population.list("perPage=" + SMALL + "&page=" + page + "&" + query);
        }));
    }

    private static Question list(String name, String query, Goal goal, int samples) {
        return new Question(name, LIST, goal, samples, population -> i -> population.list(query));
    }

    private static Question adminPage(String name, int perPage, BiFunction<Long, Random, Integer> page) {
        return new Question(name, ADMIN, Goal.NONE, SOME, population -> {
            var users =
                    population.admin("/users/count").send().expect(200).json().asLong();
            var random = new Random(users);
            return i -> population.admin("/users?briefRepresentation=true&max=" + perPage + "&first="
                    + (long) page.apply(users, random) * perPage);
        });
    }

    /** At least one. */
    static int pages(long users, int perPage) {
        return (int) Math.max(1, (users + perPage - 1) / perPage);
    }

    /** No two questions have the same. */
    String key() {
        return name + ": " + call;
    }
}
