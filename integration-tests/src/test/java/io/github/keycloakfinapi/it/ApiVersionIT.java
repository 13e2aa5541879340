package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operation;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is bound to one version of the API. */
@BothVersions
final class ApiVersionIT {

    private final FinApi anyVersion;
    private final Version version;
    private final Clients clients;

    /** As it calls the version that it is bound to. */
    private FinApi bound;

    ApiVersionIT(Version version, KeycloakServer keycloak) {
        this.anyVersion = FinApi.of(keycloak, version);
        this.version = version;
        this.clients = new Clients(keycloak.admin());
    }

    @BeforeEach
    void bindAClient() {
        bound = anyVersion.as(clients.app(Map.of("finapi.api-version", version.name())));
    }

    @ParameterizedTest
    @EnumSource
    void mayCallItsOwn(Operation operation) {
        var answer = operation.call(bound).bearer(token(operation)).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(operation.status());
    }

    /** The one for revocation is no exception below /api/v2; its path of v1 serves all. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REVOKE")
    void mayNotCallTheOther(Operation operation) {
        var answer = operation
                .call(bound.in(version.other()))
                .bearer(token(operation))
                .send();

        assertThatIsLimited(answer);
        assertThatError(answer).isDatedAs(version.other());
    }

    @Test
    void getsItsTokensAtTheRootInAnyCase() {
        assertThat(bound.in(Version.V1).requestClientToken().status()).isEqualTo(200);
        var tokens = bound.in(Version.V1).requestUserToken(anyVersion.newUser());
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(bound.in(Version.V1).refresh(tokens.text("refresh_token")).status())
                .isEqualTo(200);
        assertThat(bound.in(Version.V1)
                        .revoke(Map.of("token", tokens.text("refresh_token")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void getsItsTokensBelowVersion2WhereItIsBoundToThat() {
        var there = bound.in(Version.V2);
        var user = anyVersion.newUser();
        var refreshToken = bound.in(Version.V1).requestUserToken(user).text("refresh_token");

        if (version == Version.V2) {
            assertThat(there.requestClientToken().status()).isEqualTo(200);
            assertThat(there.requestUserToken(user).status()).isEqualTo(200);
            assertThat(there.refresh(refreshToken).status()).isEqualTo(200);
        } else {
            assertThatIsLimited(there.requestClientToken());
            assertThatIsLimited(there.requestUserToken(user));
            assertThatIsLimited(there.refresh(refreshToken));
            assertThatIsLimited(
                    Operation.REVOKE.call(there).bearer(bound.clientToken()).send());
        }
    }

    @Test
    void provesItselfBeforeItIsToldOfItsLimit() {
        var wrong = bound.as(bound.client().withSecret("wrong")).in(Version.V2);

        assertThatError(wrong.requestClientToken()).isUnknownCaller("invalid_client");
    }

    @Test
    void mayCallBothWhereTheSettingIsEmpty() {
        var free = anyVersion.as(clients.app(Map.of("finapi.api-version", "")));

        assertThat(free.create("{}").status()).isEqualTo(201);
        assertThat(free.in(version.other()).create("{}").status()).isEqualTo(201);
    }

    /** An operator who binds a client and misspells the version has not let it use both. */
    @ParameterizedTest
    @ValueSource(strings = {"V3", "v1", "v2", " V2"})
    void mayCallNoneWhereTheSettingIsMisspelt(String misspelt) {
        var token = anyVersion.clientToken();
        var unusable = anyVersion.as(clients.app(Map.of("finapi.api-version", misspelt)));
        var its = unusable.in(Version.V1).clientToken();

        for (var each : Version.values()) {
            assertThatError(unusable.in(each)
                            .users("POST")
                            .bearer(its)
                            .json("{}")
                            .send())
                    .isEnvelope(403, "UNAUTHORIZED_ACCESS");
            assertThat(anyVersion
                            .in(each)
                            .users("POST")
                            .bearer(token)
                            .json("{}")
                            .send()
                            .status())
                    .isEqualTo(201);
        }
    }

    private String token(Operation operation) {
        var atTheRoot = bound.in(Version.V1);
        if (operation.isForMandatorAdmins()) {
            var admin = clients.mandatorAdmin(Map.of("finapi.api-version", version.name()));
            return atTheRoot.as(admin).clientToken();
        }
        return operation.isForUsers() ? atTheRoot.userToken(anyVersion.newUser()) : atTheRoot.clientToken();
    }

    private void assertThatIsLimited(Answer answer) {
        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThat(answer.json().path("errors").path(0).path("message").asText())
                .isEqualTo("client is limited to scope " + version.resources());
    }
}
