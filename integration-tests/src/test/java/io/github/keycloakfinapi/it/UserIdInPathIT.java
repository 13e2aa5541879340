package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids with all the characters that an id may have, in paths and in queries. */
@BothVersions
final class UserIdInPathIT {

    private final FinApi finapi;
    private final Version version;
    private final String id = "A.b_c-" + UUID.randomUUID().toString().substring(0, 8) + "+d@Example.org";

    UserIdInPathIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version).as(new Clients(keycloak.admin()).appThatVerifies());
        this.version = version;
    }

    @BeforeEach
    void createAnUnverifiedUser() {
        finapi.create(Map.of("id", id)).expect(201);
    }

    /** How a client may write the id. */
    enum Spelling {
        AS_IT_IS(id -> id),
        ESCAPED(id -> id.replace("+", "%2B").replace("@", "%40")),
        ESCAPED_IN_LOWER_CASE(id -> id.replace("+", "%2b").replace("@", "%40")),
        IN_LOWER_CASE(id -> id.toLowerCase(Locale.ROOT)),
        IN_UPPER_CASE(id -> id.toUpperCase(Locale.ROOT));

        final UnaryOperator<String> write;

        Spelling(UnaryOperator<String> write) {
            this.write = write;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPathNamesTheUser(Spelling spelling) {
        finapi.verify(spelling.write.apply(id)).expect(200);

        assertThat(finapi.verificationStatus(id).json().path("isUserVerified").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aPathNamesTheUserToDelete(Spelling spelling) {
        assertThat(finapi.deleteUnverified(spelling.write.apply(id)).status()).isEqualTo(200);

        finapi.verificationStatus(id).expect(404);
    }

    @Test
    void aQueryNamesTheUserInAnyCaseAndTheAnswerAsFirstWritten() {
        for (var written : new String[] {id, id.toLowerCase(Locale.ROOT), id.toUpperCase(Locale.ROOT)}) {
            assertThat(finapi.verificationStatus(written).text("userId")).isEqualTo(id);
        }
    }

    /** In a query a plus is a blank, and a blank cannot be in an id. */
    @Test
    void aPlusInAQueryHasToBeEscaped() {
        var answer = finapi.call("GET", version.users() + "/verificationStatus?userId=" + id)
                .bearer(finapi.clientToken())
                .send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void theErrorShowsThePathAsItWasSent() {
        var unknown = "un%2Bknown+somebody@example.org";

        assertThatError(finapi.verify(unknown))
                .isEnvelope(404, "UNKNOWN_ENTITY")
                .at("POST " + version.users() + "/verify/" + unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%20b",
                "%C3%A4",
                "a%2Fb",
                "a%25b",
                "a%00b",
                "1234567890123456789012345678901234567",
                "a*b",
                "a=b",
                "%FF",
                "a,b"
            })
    void whatCannotBeAnIdIsABadRequest(String path) {
        assertThatError(finapi.verify(path)).isEnvelope(400, "BAD_REQUEST").names("userId");
        assertThatError(finapi.deleteUnverified(path))
                .isEnvelope(400, "BAD_REQUEST")
                .names("userId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "1234567890123456789012345678901234567", "a\u0000b"})
    void whatCannotBeAnIdIsABadRequestInQueryAndBodyToo(String text) {
        assertThatError(finapi.requestPasswordChange(text))
                .isEnvelope(400, "BAD_REQUEST")
                .names("userId");
        // Control characters in a query string are refused by Keycloak before any extension.
        if (!text.contains("\u0000")) {
            assertThatError(finapi.verificationStatus(text))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names("userId");
        }
    }

    /** What is a path of its own for one verb is an id for another. */
    @Test
    void aUserMayBeCalledLikeAnOperation() {
        var name = "verificationStatus";
        finapi.create(Map.of("id", name)).expect(201);

        assertThat(finapi.deleteUnverified(name).status()).isEqualTo(200);
    }
}
