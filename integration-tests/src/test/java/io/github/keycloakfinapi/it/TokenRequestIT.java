package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsClientToken;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.finapi.BothVersions;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which clients write a token request. */
@BothVersions
final class TokenRequestIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    TokenRequestIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    /** The grants, each with what it needs beside the client's credentials. */
    enum Grant {
        CLIENT_CREDENTIALS {
            @Override
            Map<String, String> parameters(FinApi finapi) {
                return Map.of("grant_type", "client_credentials");
            }
        },
        PASSWORD {
            @Override
            Map<String, String> parameters(FinApi finapi) {
                var user = new Credentials(FinApi.randomId(), "+ &=%41 ä€😀");
                finapi.create(Map.of("id", user.id(), "password", user.secret()))
                        .expect(201);
                return Map.of("grant_type", "password", "username", user.id(), "password", user.secret());
            }
        },
        REFRESH_TOKEN {
            @Override
            Map<String, String> parameters(FinApi finapi) {
                var tokens = finapi.requestUserToken(finapi.newUser()).expect(200);
                return Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
            }
        };

        abstract Map<String, String> parameters(FinApi finapi);

        void assertThatIsGranted(Answer answer) {
            if (this == CLIENT_CREDENTIALS) {
                assertThatIsClientToken(answer);
            } else {
                assertThatIsUserToken(answer);
            }
        }
    }

    /** As clients do that were generated from finAPI's older specifications. */
    @ParameterizedTest
    @EnumSource
    void theParametersMayBeInTheQueryAndTheBodyAnnouncedAsJson(Grant grant) {
        var answer = token("?" + Call.encoded(all(grant)))
                .header("Content-Type", "application/json")
                .send();

        grant.assertThatIsGranted(answer);
    }

    @ParameterizedTest
    @EnumSource
    void theParametersMayBeInTheQueryAndTheBodyAnEmptyForm(Grant grant) {
        grant.assertThatIsGranted(
                token("?" + Call.encoded(all(grant))).form(Map.of()).send());
        grant.assertThatIsGranted(token("?" + Call.encoded(all(grant))).send());
    }

    @ParameterizedTest
    @EnumSource
    void theParametersMayBeInTheQueryAndTheFormTogether(Grant grant) {
        var query = Map.of(
                "client_id",
                finapi.client().id(),
                "client_secret",
                finapi.client().secret());

        grant.assertThatIsGranted(
                token("?" + Call.encoded(query)).form(grant.parameters(finapi)).send());
        grant.assertThatIsGranted(
                token("?" + Call.encoded(grant.parameters(finapi))).form(query).send());
    }

    @ParameterizedTest
    @EnumSource
    void theClientMayAuthenticateItselfAsKeycloakHasIt(Grant grant) {
        var credentials = finapi.client().id() + ":" + finapi.client().secret();

        grant.assertThatIsGranted(basic(credentials, grant));
    }

    @ParameterizedTest
    @EnumSource
    void parametersThatFinapiDoesNotKnowDoNotMatter(Grant grant) {
        var form = all(grant);
        form.put("scope", "nonsense openid");
        form.put("view", "full");

        grant.assertThatIsGranted(token("").form(form).send());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, UTF-8", "ISO-8859-1, ISO-8859-1"})
    void theCharsetOfTheFormCounts(String announced, Charset sent) {
        var user = new Credentials(FinApi.randomId(), "größer");
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        var form = all(Grant.CLIENT_CREDENTIALS);
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
        "application/x-www-form-urlencoded,      &&=&=a&"
    })
    void whatIsNoFormIsABadRequest(String contentType, String body) {
        var answer = token("").body(contentType, body.getBytes(UTF_8)).send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
    }

    /** Once in the form and once in the query, or twice in one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "client_id", "client_secret"})
    void aParameterGivenTwiceIsABadRequest(String name) {
        var all = all(Grant.CLIENT_CREDENTIALS);
        var once = Call.encoded(all);
        var again = Call.encoded(Map.of(name, all.get(name)));

        assertThatError(token("?" + again).form(all).send()).isEnvelope(400, "BAD_REQUEST");
        assertThatError(token("?" + once + "&" + again).send()).isEnvelope(400, "BAD_REQUEST");
        assertThatError(token("")
                        .body("application/x-www-form-urlencoded", (once + "&" + again).getBytes(UTF_8))
                        .send())
                .isEnvelope(400, "BAD_REQUEST");
    }

    /** With whatever it is that it asks. */
    @ParameterizedTest
    @EnumSource(names = {"PASSWORD", "REFRESH_TOKEN"})
    void theMandatorAdminClientGetsNoTokenOfAUser(Grant grant) {
        var admin = finapi.as(FinApi.mandatorAdmin(keycloak));

        assertThatError(admin.token(grant.parameters(finapi))).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }

    /** A range, too, announces nothing, though it is compatible with a form. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "application/json,                   {\"grant_type\":\"client_credentials\"}",
                "`multipart/form-data; boundary=x`,  no part at all",
                "multipart/form-data,                no boundary",
                "text/plain,                         grant_type=client_credentials",
                "*/*,                                grant_type=client_credentials"
            })
    void aBodyThatDoesNotSayThatItIsAFormIsUnsupported(String contentType, String body) {
        var answer = token("").body(contentType, body.getBytes(UTF_8)).send();

        assertThatError(answer).isEnvelope(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    /** PostgreSQL cannot even look for it. */
    /** As in a form. A server that separated parameters by it, as Keycloak does up to 26.7, would take a part of the password. */
    @Test
    void aSemicolonInTheQueryIsAPartOfTheValue() {
        var user = new Credentials(FinApi.randomId(), "open;sesame");
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        var query = Call.encoded(Map.of(
                "grant_type", "password",
                "client_id", finapi.client().id(),
                "client_secret", finapi.client().secret(),
                "username", user.id()));

        assertThatIsUserToken(token("?" + query + "&password=open;sesame").send());
        assertThatIsUserToken(token("?" + query + "&password=open%3Bsesame").send());
    }

    @Test
    void anIdThatNoClientCanHaveIsThatOfAnUnknownOne() {
        assertThatError(finapi.as(new Credentials("a\0b", "x")).requestClientToken())
                .isUnknownCaller("invalid_client");
        assertThatError(basic("a\0b:x", Grant.CLIENT_CREDENTIALS)).isUnknownCaller("invalid_client");
    }

    @Test
    void basicCredentialsThatAreEncodedWronglyAreUnknown() {
        assertThatError(basic("%zz:x", Grant.CLIENT_CREDENTIALS)).isUnknownCaller("invalid_client");
    }

    @Test
    void aUsernameWithAControlCharacterIsABadRequest() {
        assertThatError(finapi.requestUserToken(new Credentials("ali\0", "open sesame")))
                .isEnvelope(400, "BAD_REQUEST")
                .names("username");
    }

    /** Nothing is lost with it. */
    @Test
    void anObjectWithoutAFieldIsNoBody() {
        var query = Call.encoded(all(Grant.CLIENT_CREDENTIALS));

        assertThatIsClientToken(token("?" + query).json("{}").send());
    }

    private Answer basic(String credentials, Grant grant) {
        return token("")
                .form(grant.parameters(finapi))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .send();
    }

    private Call token(String query) {
        return finapi.call("POST", finapi.version().token() + query);
    }

    private Map<String, String> all(Grant grant) {
        var all = new LinkedHashMap<>(grant.parameters(finapi));
        all.put("client_id", finapi.client().id());
        all.put("client_secret", finapi.client().secret());
        return all;
    }
}
