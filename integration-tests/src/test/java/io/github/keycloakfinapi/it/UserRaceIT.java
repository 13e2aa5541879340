package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Many changes of one user at the same moment: one after the other, or one of them, and never half of two. */
@BothVersions
final class UserRaceIT {

    private static final int CALLERS = 16;
    private static final int REPETITIONS = 3;

    private final FinApi finapi;
    private final PasswordChange change;
    private final Admin admin;
    private Credentials user;
    private String clientToken;
    private String userToken;

    UserRaceIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.change = FinApi.passwordChange(keycloak, finapi);
        this.admin = keycloak.admin();
    }

    @BeforeEach
    void createAUser() {
        user = finapi.newUserWith("ali@example.org", "030 1234");
        clientToken = finapi.clientToken();
        userToken = finapi.userToken(user);
    }

    @RepeatedTest(REPETITIONS)
    void editsFollowEachOther() throws InterruptedException, ExecutionException {
        var answers = race(this::edit);

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        var now = finapi.user(finapi.userToken(user));
        assertThat(Map.of("email", now.text("email"), "phone", now.text("phone")))
                .isIn(IntStream.range(0, CALLERS).mapToObj(UserRaceIT::form).toList());
    }

    @RepeatedTest(REPETITIONS)
    void oneDeletionIsTheLast() throws InterruptedException, ExecutionException {
        var answers = race(n -> finapi.users("DELETE").bearer(userToken));

        assertThat(answers).extracting(Answer::status).contains(200).containsOnly(200, 401);
        finapi.requestUserToken(user).expect(400);
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @RepeatedTest(REPETITIONS)
    void anUnverifiedUserIsVerifiedOrDeleted() throws InterruptedException, ExecutionException {
        var unverified = finapi.as(new Clients(admin).appThatVerifies()).newUser();
        // As it is cached from now on.
        finapi.verificationStatus(unverified.id()).expect(200);

        var answers = race(n -> n % 2 == 0
                ? clientCall("POST", "/verify/" + unverified.id())
                : clientCall("DELETE", "/" + unverified.id()));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).isSubsetOf(200, 404, 422);
    }

    @RepeatedTest(REPETITIONS)
    void aPasswordChangeTokenServesOnce() throws InterruptedException, ExecutionException {
        var token = change.tokenFor(user);

        var answers = race(n -> execution(n, token));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThatError(answer).isEnvelope(403, "INVALID_TOKEN"));
        var winner = IntStream.range(0, CALLERS)
                .filter(n -> answers.get(n).status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(finapi.requestUserToken(user.withSecret(password(winner))).status())
                .isEqualTo(200);
    }

    @RepeatedTest(REPETITIONS)
    void oneOfTheRequestedTokensIsTheNewest() throws InterruptedException, ExecutionException {
        var answers = race(n -> request());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
        assertThat(admin.get("/users/" + admin.idOf(user.id()) + "/credentials").findValuesAsText("type"))
                .containsExactlyInAnyOrder("password", "finapi-password-change");
        var executions = answers.stream()
                .map(answer -> change.key().decrypt(answer.text("passwordChangeToken")))
                .map(token -> finapi.executePasswordChange(user.withSecret("open sesame"), token))
                .map(Answer::status)
                .toList();
        assertThat(executions).containsOnly(200, 403).containsOnlyOnce(200);
    }

    @RepeatedTest(REPETITIONS)
    void allOfThemTogetherLeaveAUserWhoCanLogIn() throws InterruptedException, ExecutionException {
        var token = change.tokenFor(user);

        var answers = race(n -> switch (n % 3) {
            case 0 -> edit(n);
            case 1 -> request();
            default -> execution(n, token);
        });

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 401, 403);
        var passwords = Stream.concat(
                Stream.of(user.secret()),
                IntStream.range(0, CALLERS)
                        .filter(n -> n % 3 == 2 && answers.get(n).status() == 200)
                        .mapToObj(UserRaceIT::password));
        var last = passwords.reduce((one, other) -> other).orElseThrow();
        assertThat(finapi.requestUserToken(user.withSecret(last)).status()).isEqualTo(200);
        change.to(user.withSecret("open sesame")).expect(200);
        finapi.edit(finapi.userToken(user.withSecret("open sesame")), Map.of("phone", "112"))
                .expect(200);
    }

    private static List<Answer> race(IntFunction<Call> calls) throws InterruptedException, ExecutionException {
        return Race.of(IntStream.range(0, CALLERS).mapToObj(calls).toList());
    }

    private Call edit(int n) {
        return finapi.users("PATCH").bearer(userToken).json(Json.of(form(n)));
    }

    /** Half of them send what they do not change as well, as forms do. */
    private static Map<String, String> form(int n) {
        return Map.of("email", "ali-" + n + "@example.org", "phone", n % 2 == 0 ? "030 1234" : "" + n);
    }

    private Call request() {
        return clientCall("POST", "/requestPasswordChange").json(Json.of(Map.of("userId", user.id())));
    }

    private Call execution(int n, String token) {
        return clientCall("POST", "/executePasswordChange")
                .json(Json.of(Map.of("userId", user.id(), "password", password(n), "passwordChangeToken", token)));
    }

    private Call clientCall(String method, String path) {
        return finapi.call(method, finapi.version().users() + path).bearer(clientToken);
    }

    private static String password(int n) {
        return "open sesame " + n;
    }
}
