package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsClientToken;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class ClientTokenIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    ClientTokenIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @Test
    void theBodyHasTheFourFieldsOfFinapiAndNoOther() {
        assertThatIsClientToken(finapi.requestClientToken());
    }

    @Test
    void aTokenLastsAnHour() {
        var expiresIn = finapi.requestClientToken().json().path("expires_in");

        assertThat(expiresIn.isInt()).as("%s is an integer", expiresIn).isTrue();
        assertThat(expiresIn.asInt()).isBetween(3598, 3600);
    }

    @Test
    void theMandatorAdminClientGetsOneToo() {
        var admin = finapi.as(FinApi.mandatorAdmin(keycloak));

        assertThat(admin.requestClientToken().status()).isEqualTo(200);
    }

    /** As clients do that were generated from finAPI's older specifications. */
    @Test
    void theParametersMayBeInTheQueryAndTheBodyAnnouncedAsJson() {
        var answer = token("?" + Call.encoded(parameters()))
                .header("Content-Type", "application/json")
                .send();

        assertThatIsClientToken(answer);
    }

    @Test
    void theParametersMayBeInTheQueryAndTheFormTogether() {
        var form = parameters();
        var secret = form.remove("client_secret");

        var answer = token("?" + Call.encoded(Map.of("client_secret", secret)))
                .form(form)
                .send();

        assertThatIsClientToken(answer);
    }

    @Test
    void theClientMayAuthenticateItselfAsKeycloakHasIt() {
        var credentials = finapi.client().id() + ":" + finapi.client().secret();

        var answer = token("")
                .form(Map.of("grant_type", "client_credentials"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .send();

        assertThatIsClientToken(answer);
    }

    @Test
    void aScopeDoesNotMatter() {
        assertThatIsClientToken(finapi.token(Map.of("grant_type", "client_credentials", "scope", "nonsense openid")));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, UTF-8", "ISO-8859-1, ISO-8859-1"})
    void theCharsetOfTheFormCounts(String announced, Charset sent) {
        var user = new Credentials(FinApi.randomId(), "größer");
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        var form = parameters();
        form.put("grant_type", "password");
        form.put("username", user.id());

        var answer = token("")
                .body(
                        "application/x-www-form-urlencoded; charset=" + announced,
                        (Call.encoded(form) + "&password=" + URLEncoder.encode(user.secret(), sent)).getBytes(UTF_8))
                .send();

        assertThatIsUserToken(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded,      grant_type=%zz",
        "application/x-www-form-urlencoded,      grant_type=client_credentials&client_secret=100%",
        "application/x-www-form-urlencoded,      &&=&=a&",
        "'multipart/form-data; boundary=x',      no part at all",
        "multipart/form-data,                    no boundary"
    })
    void whatIsNoFormIsABadRequest(String contentType, String body) {
        var answer = token("").body(contentType, body.getBytes(UTF_8)).send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void aParameterGivenTwiceIsABadRequest() {
        var answer = token("?grant_type=client_credentials").form(parameters()).send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void aWrongSecretIsAnUnknownCaller() {
        var answer = finapi.as(finapi.client().withSecret("wrong")).requestClientToken();

        assertThatError(answer).isUnknownCaller("invalid_client");
    }

    @Test
    void anUnknownClientIsToldTheSameAsAWrongSecret() {
        var unknown = finapi.as(new Credentials("nobody", "wrong")).requestClientToken();
        var wrong = finapi.as(finapi.client().withSecret("wrong")).requestClientToken();

        assertThatError(unknown).isUnknownCaller("invalid_client");
        assertThat(unknown.json()).isEqualTo(wrong.json());
    }

    @Test
    void aDisabledClientIsAnUnknownCaller() {
        var clients = new Clients(keycloak.admin());
        var client = clients.app();
        clients.disable(client);

        assertThatError(finapi.as(client).requestClientToken()).isUnknownCaller("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_secret"})
    void withoutHalfOfItsCredentialsAClientIsAnUnknownCaller(String missing) {
        assertThatError(requestWithout(missing)).isUnknownCaller("invalid_client");
    }

    @Test
    void withoutAGrantTypeTheRequestIsBad() {
        assertThatError(requestWithout("grant_type")).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void anUnsupportedGrantTypeIsABadRequest() {
        var answer = finapi.token(Map.of("grant_type", "telepathy"));

        assertThatError(answer)
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(finapi.version())
                .at("POST " + finapi.version().token());
    }

    private Answer requestWithout(String parameter) {
        var form = parameters();
        form.remove(parameter);
        return token("").form(form).send();
    }

    private Call token(String query) {
        return finapi.call("POST", finapi.version().token() + query);
    }

    private Map<String, String> parameters() {
        return new LinkedHashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", finapi.client().id(),
                "client_secret", finapi.client().secret()));
    }
}
