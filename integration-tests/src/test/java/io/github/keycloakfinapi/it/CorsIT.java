package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser may read in the page of another origin. */
@BothVersions
final class CorsIT {

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final FinApi finapi;
    private final FinApi listing;
    private final Version version;
    private final KeycloakServer keycloak;

    /** Of this test alone: another client that lists it would change what the preflight says. */
    private final String origin = "https://app-" + UUID.randomUUID() + ".example";

    CorsIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.keycloak = keycloak;
        var clients = new Clients(keycloak.admin());
        var client = clients.app();
        clients.change(client, Map.of("webOrigins", List.of(origin)));
        this.listing = finapi.as(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE"})
    void aPreflightIsAnsweredForAnOriginThatAClientLists(String method) {
        var answer = preflight(version.users(), origin, method)
                .header("Access-Control-Request-Headers", "authorization,content-type,x-request-id")
                .send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.headers().allValues(ALLOWED)).containsExactly(origin);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("content-type")
                .containsIgnoringCase("x-request-id")
                .containsIgnoringCase("x-http-method-override");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users",
                "/users/verificationStatus",
                "/users/verify/somebody",
                "/users/somebody",
                "/users/requestPasswordChange",
                "/users/executePasswordChange",
                "/clientConfiguration"
            })
    void aPreflightIsAnsweredOnEveryPath(String path) {
        var answer = preflight(version.resources() + path, origin, "POST").send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header(ALLOWED)).isEqualTo(origin);
    }

    @Test
    void aPreflightOfAnotherOriginGetsNoPermission() {
        var answer = preflight(version.users(), "https://other.example", "GET").send();

        assertThatGivesNoPermission(answer);
        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void optionsThatAreNoPreflightAreNotAllowed() {
        assertThatError(finapi.users("OPTIONS").header("Origin", origin).send()).isEnvelope(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void theAnswerMayBeReadWhereTheClientOfTheTokenListsTheOrigin() {
        var answer = listing.users("POST")
                .bearer(listing.clientToken())
                .header("Origin", origin)
                .json("{}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThatMayBeRead(answer);
    }

    @Test
    void anErrorMayBeReadToo() {
        var answer = listing.users("POST")
                .bearer(listing.clientToken())
                .header("Origin", origin)
                .json("{")
                .send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThatMayBeRead(answer);
    }

    @Test
    void theClientOfAUserTokenCountsToo() {
        var token = listing.userToken(finapi.newUser());

        assertThatMayBeRead(
                finapi.users("GET").bearer(token).header("Origin", origin).send());
    }

    @Test
    void anotherClientsListDoesNotCount() {
        var answer = finapi.users("GET")
                .bearer(finapi.userToken(finapi.newUser()))
                .header("Origin", origin)
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThatGivesNoPermission(answer);
    }

    @Test
    void anotherOriginIsServedWithoutPermission() {
        var answer = listing.users("POST")
                .bearer(listing.clientToken())
                .header("Origin", "https://other.example")
                .json("{}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThatGivesNoPermission(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "not an origin", "https://", "*"})
    void whatIsNoOriginIsServedWithoutPermission(String strange) {
        var answer = listing.users("POST")
                .bearer(listing.clientToken())
                .header("Origin", strange)
                .json("{}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThatGivesNoPermission(answer);
    }

    /** Whose list should count is not known then; without an answer an application could not tell what is wrong. */
    @Test
    void whoIsUnknownMayReadThatWhereAnyClientListsTheOrigin() {
        var answer =
                finapi.users("GET").bearer("wrong").header("Origin", origin).send();

        assertThatError(answer).isUnknownCaller("invalid_token");
        assertThatMayBeRead(answer);
        assertThatGivesNoPermission(finapi.users("GET")
                .bearer("wrong")
                .header("Origin", "https://other.example")
                .send());
    }

    @Test
    void withoutAnOriginThereIsNothingToPermit() {
        assertThatGivesNoPermission(listing.create("{}"));
    }

    @Test
    void nobodyReadsTokensInABrowser() {
        for (var path : List.of(version.token(), version.revoke())) {
            assertThatGivesNoPermission(preflight(path, origin, "POST").send());
        }
        assertThatGivesNoPermission(listing.call("POST", version.token())
                .header("Origin", origin)
                .form(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", listing.client().id(),
                        "client_secret", listing.client().secret()))
                .send()
                .expect(200));
        assertThatGivesNoPermission(listing.call("POST", version.revoke())
                .header("Origin", origin)
                .bearer(listing.clientToken())
                .form(Map.of("token", "unknown"))
                .send()
                .expect(200));
    }

    /** Else a cache on the way would give the page the answer that was made for none. */
    @Test
    void whatMayBeKeptDependsOnTheOrigin() {
        var answer = finapi.call("GET", version.resources() + "/openapi.json").send();

        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
    }

    @Test
    void aUserWhoHasTheRoleOfAnAppClientByMistakeDoesNotMatter() {
        try (var realm = new OtherRealm(keycloak, version)) {
            var there = realm.finapi();
            new Clients(realm.admin())
                    .giveRole(realm.admin().idOf(there.newUser().id()), "finapi-app");

            var answer = there.call("OPTIONS", version.users())
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "GET")
                    .send();

            assertThatError(answer).isEnvelope(405, "METHOD_NOT_ALLOWED");
        }
    }

    private Call preflight(String path, String from, String method) {
        return finapi.call("OPTIONS", path).header("Origin", from).header("Access-Control-Request-Method", method);
    }

    private void assertThatMayBeRead(Answer answer) {
        assertThat(answer.headers().allValues(ALLOWED)).as("%s", answer).containsExactly(origin);
        assertThat(answer.header("Access-Control-Expose-Headers")).containsIgnoringCase("X-Request-Id");
        assertThat(String.join(",", answer.headers().allValues("Vary"))).containsIgnoringCase("Origin");
    }

    private static void assertThatGivesNoPermission(Answer answer) {
        assertThat(answer.headers().map().keySet())
                .as("%s", answer)
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
}
