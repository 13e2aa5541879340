package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.DataDecryptionKey;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class RequestPasswordChangeIT {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final FinApi finapi;
    private final Version version;
    private final DataDecryptionKey key;
    private final Admin admin;

    RequestPasswordChangeIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.key = FinApi.passwordChange(keycloak, finapi).key();
        this.admin = keycloak.admin();
    }

    @Test
    void theTokenAndTheAddressAreEncryptedWithTheKeyOfTheClient() {
        var user = finapi.newUserWith("Ali.Bäba@example.org", "030 1234");

        var answer = finapi.requestPasswordChange(user.id());

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("userId", "userEmail", "passwordChangeToken");
        assertThat(answer.text("userId")).isEqualTo(user.id());
        assertThat(key.decrypt(answer.text("userEmail"))).isEqualTo("Ali.Bäba@example.org");
        assertThat(key.decrypt(answer.text("passwordChangeToken"))).matches(UUID);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    /** The vector of finAPI's documentation; what is encrypted there can be an address here. */
    @Test
    void theCiphertextIsThatOfFinapi() {
        var client = clientWithKey("000102030405060708090a0b0c0d0e0f");
        var user = client.newUserWith("11111111-2222-3333-4444-555555555555", "112");

        assertThat(client.requestPasswordChange(user.id()).text("userEmail"))
                .isEqualTo("M+hAP8/X0Tog6f7vMmgDrTNs2Yz1ypMQDRe0+7Xt+0higsJTWTv09Ki+ao9fbwky");
    }

    @Test
    void everyClientReadsItWithItsOwnKey() {
        var other = new DataDecryptionKey("a0b1c2d3e4f5061728394a5b6c7d8e9f");
        var user = finapi.newUser();

        var answer = clientWithKey(other.hex()).requestPasswordChange(user.id());

        assertThat(other.decrypt(answer.text("passwordChangeToken"))).matches(UUID);
    }

    @Test
    void everyTokenIsAnother() {
        var user = finapi.newUser();

        assertThat(finapi.requestPasswordChange(user.id()).text("passwordChangeToken"))
                .isNotEqualTo(finapi.requestPasswordChange(user.id()).text("passwordChangeToken"));
    }

    @Test
    void aMissingAddressIsNullInV1AndAbsentInV2() {
        var answer = finapi.requestPasswordChange(finapi.newUser().id()).expect(200);

        assertThat(answer.json().has("userEmail")).isEqualTo(version == Version.V1);
        assertThat(answer.json().path("userEmail").asText("")).isIn("", "null");
    }

    @Test
    void theIdIsAnsweredAsItWasFirstWritten() {
        var id = "Ali.Baba+" + FinApi.randomId().substring(0, 20).toUpperCase(Locale.ROOT);
        finapi.create(Map.of("id", id)).expect(201);

        assertThat(finapi.requestPasswordChange(id.toLowerCase(Locale.ROOT)).text("userId"))
                .isEqualTo(id);
    }

    @Test
    void anUnknownUserIsAnUnknownEntity() {
        assertThatError(finapi.requestPasswordChange("nobody"))
                .isEnvelope(404, "UNKNOWN_ENTITY")
                .at("POST " + version.users() + "/requestPasswordChange");
    }

    @Test
    void anUnverifiedUserHasToBeVerifiedFirst() {
        var user = finapi.as(new Clients(admin).appThatVerifies()).newUser();

        assertThatError(finapi.requestPasswordChange(user.id())).isEnvelope(422, "USER_NOT_VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "0f1e2d3c4b5a6978", "zf1e2d3c4b5a69788796a5b4c3d2e1f0"})
    void aClientWithoutAKeyCannotAsk(String noKey) {
        assertThatError(clientWithKey(noKey)
                        .requestPasswordChange(finapi.newUser().id()))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "", "{\"userId\":null}", "{\"userId\":\"\"}", "{\"userId\":42}", "{\"userId\":\"a/b\"}"})
    void withoutAnIdTheRequestIsBad(String json) {
        var answer = finapi.call("POST", version.users() + "/requestPasswordChange")
                .bearer(finapi.clientToken())
                .json(json)
                .send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST").names("userId");
    }

    /** Whoever reads the database or the console must not be able to change the password. */
    @Test
    void theConsoleShowsThatThereIsATokenAndNotWhichOne() {
        var user = finapi.newUser();
        var token = key.decrypt(finapi.requestPasswordChange(user.id()).text("passwordChangeToken"));

        var credentials = admin.get("/users/" + admin.idOf(user.id()) + "/credentials");

        assertThat(credentials.findValuesAsText("type"))
                .containsExactlyInAnyOrder("password", "finapi-password-change");
        assertThat(credentials.toString()).doesNotContain(token);
    }

    @Test
    void aTokenThatNobodyUsesChangesNothing() {
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user);

        finapi.requestPasswordChange(user.id()).expect(200);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
        assertThat(finapi.user(tokens.text("access_token")).status()).isEqualTo(200);
    }

    private FinApi clientWithKey(String hex) {
        Credentials client = new Clients(admin).app(Map.of(DataDecryptionKey.ATTRIBUTE, hex));
        return finapi.as(client);
    }
}
