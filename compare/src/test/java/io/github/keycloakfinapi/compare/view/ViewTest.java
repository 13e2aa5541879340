package io.github.keycloakfinapi.compare.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.compare.wire.Reply;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Secrets;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What two servers may say differently, and what they may not. */
class ViewTest {
    private static final String ERROR = """
            {"errors": [{"message": "%s", "code": "%s", "type": "TECHNICAL"}], "date": "%s", "requestId": "selfgen-%s", \
            "endpoint": "GET %s/api/v2/users", "authContext": "%s"}""";

    @Test
    void datesRequestIdsHostsAndWordsMayDiffer() {
        var left = ERROR.formatted(
                "No",
                "FORBIDDEN",
                "2026-07-14T16:54:06.854+02:00",
                "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0",
                "http://a.example",
                "1/21");
        var right = ERROR.formatted(
                "Nein",
                "FORBIDDEN",
                "2025-01-01T00:00:00.1+01:00",
                "ffffffff-4b5a-4978-8796-a5b4c3d2e1f0",
                "http://b.example",
                "777/9");

        assertThat(differences(left, "http://a.example", right, "http://b.example", false))
                .isEmpty();
    }

    @Test
    void wordsMayNotDifferWhereTheyAreLookedAt() {
        assertThat(differences("{\"message\": \"No\"}", "a", "{\"message\": \"Nein\"}", "b", true))
                .containsExactly("1 /message");
    }

    @Test
    void codesFieldsTypesAndTheFormatOfADateMayNotDiffer() {
        assertThat(differences("{\"code\": \"A\"}", "a", "{\"code\": \"B\"}", "b", false))
                .containsExactly("1 /code");
        assertThat(differences("{\"code\": null}", "a", "{}", "b", false))
                .containsExactlyInAnyOrder("1 /code", "1 body");
        assertThat(differences("{\"expires_in\": 3600}", "a", "{\"expires_in\": \"3600\"}", "b", false))
                .containsExactly("1 /expires_in");
        assertThat(differences("{\"date\": \"2026-07-14\"}", "a", "{\"date\": \"14.07.2026\"}", "b", false))
                .containsExactly("1 /date");
    }

    @Test
    void anotherSpellingOfAnIdIsSeen() {
        assertThat(differences("{\"id\": \"a-1\"}", "a-1", "{\"id\": \"b-2\"}", "b-2", false))
                .isEmpty();
        assertThat(differences("{\"id\": \"a-1\"}", "a-1", "{\"id\": \"B-2\"}", "b-2", false))
                .containsExactly("1 /id");
    }

    @Test
    void otherUsersOfAMandatorAreNotShown() {
        var seen = observed("{\"users\": [{\"userId\": \"somebody-else\"}, {\"userId\": \"a-1\"}]}", "a-1", false);

        assertThat(seen.show()).contains("/users/0/userId \"<id>\"").doesNotContain("somebody-else");
    }

    @Test
    void noSecretIsShown() {
        var secrets = new Secrets();
        secrets.add("open-sesame");
        var labels = new Labels(secrets);

        assertThat(labels.in("the password open-sesame, the token eyJhbGci.eyJpc3Mi.c2ln"))
                .isEqualTo("the password <secret>, the token <secret>");
    }

    @Test
    void aSecretThatHasAnIdInItIsHidden() {
        var secrets = new Secrets();
        secrets.add("demo-secret-99");
        var labels = new Labels(secrets);
        labels.add("demo", "<client>");

        assertThat(labels.in("demo has demo-secret-99")).isEqualTo("<client> has <secret>");
    }

    private static Iterable<String> differences(
            String left, String leftName, String right, String rightName, boolean messages) {
        return observed(left, leftName, messages).differences(observed(right, rightName, messages));
    }

    private static Observation observed(String body, String name, boolean messages) {
        var labels = new Labels(new Secrets());
        labels.addId(name, "id");
        var observation = new Observation();
        var headers = HttpHeaders.of(Map.of(), (header, value) -> true);
        new View(labels, new Look(true, messages, List.of()))
                .add(observation, Request.get("/users"), new Reply(200, headers, body));
        return observation;
    }
}
