package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.DataDecryptionKey;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.proshin.finapi.accesstoken.AccessToken;
import org.proshin.finapi.accesstoken.AccessTokens;
import org.proshin.finapi.accesstoken.FpAccessTokens;
import org.proshin.finapi.client.FpClient;
import org.proshin.finapi.client.in.EditClientParameters;
import org.proshin.finapi.endpoint.Endpoint;
import org.proshin.finapi.endpoint.FpEndpoint;
import org.proshin.finapi.exception.ErrorCode;
import org.proshin.finapi.exception.FinapiException;
import org.proshin.finapi.mandator.FpMandator;
import org.proshin.finapi.mandator.Mandator;
import org.proshin.finapi.mandator.in.UsersCriteria;
import org.proshin.finapi.user.FpAuthorizedUser;
import org.proshin.finapi.user.FpUsers;
import org.proshin.finapi.user.in.FpCreateParameters;

/** The client that others have published for finAPI, told nothing but another base URL. */
@WithKeycloak
final class PublishedClientIT {

    private static final String PASSWORD = "hunter2!";

    private final Endpoint endpoint;
    private final KeycloakServer keycloak;
    private final String id;
    private final String secret;

    PublishedClientIT(KeycloakServer keycloak) {
        this.endpoint = new FpEndpoint(keycloak.base().toString());
        this.keycloak = keycloak;
        this.id = keycloak.variable("FINAPI_CLIENT_ID");
        this.secret = keycloak.variable("FINAPI_CLIENT_SECRET");
    }

    @Test
    void authorizesItselfCreatesAUserAndIsAuthorizedAsTheUser() {
        var tokens = new FpAccessTokens(endpoint);
        var clientToken = tokens.clientToken(id, secret);
        assertThat(clientToken.tokenType()).isEqualTo("bearer");
        assertThat(clientToken.scope()).isEqualTo("all");
        assertThat(clientToken.expiresIn()).isBetween(1, 3600);
        assertThat(clientToken.refreshToken()).isEmpty();

        var name = FinApi.randomId();
        var created = new FpUsers(endpoint, clientToken)
                .create(new FpCreateParameters()
                        .withId(name)
                        .withPassword(PASSWORD)
                        .withEmail("ali@example.org")
                        .withPhone("030 1234")
                        .withAutoUpdateEnabled());
        assertThat(created.id()).isEqualTo(name);
        assertThat(created.password()).isEqualTo(PASSWORD);

        var userToken = tokens.userToken(id, secret, name, PASSWORD);
        assertThat(userToken.refreshToken()).isPresent();
        var user = new FpAuthorizedUser(endpoint, userToken);
        assertThat(user.id()).isEqualTo(name);
        assertThat(user.password()).isEqualTo("XXXXX");
        assertThat(user.email()).contains("ali@example.org");
        assertThat(user.phone()).contains("030 1234");
        assertThat(user.isAutoUpdateEnabled()).isTrue();

        var refreshed = tokens.userToken(id, secret, userToken.refreshToken().orElseThrow());
        assertThat(refreshed.refreshToken()).isPresent();
        assertThat(new FpAuthorizedUser(endpoint, refreshed).id()).isEqualTo(name);
        assertThat(new FpUsers(endpoint, refreshed).authorized().id()).isEqualTo(name);
    }

    /** {@code edit} is left out: it sends a POST where finAPI has a PATCH, and finAPI refuses it as well. */
    @Test
    void deletesAUser() {
        var userToken = userTokenOf(newUser(clientToken()));

        new FpAuthorizedUser(endpoint, userToken).delete();

        assertThatIsUnknown(userToken);
    }

    @Test
    void verifiesAUser() {
        var verifying = new Clients(keycloak.admin()).appThatVerifies();
        var tokens = new FpAccessTokens(endpoint);
        var users = new FpUsers(endpoint, tokens.clientToken(verifying.id(), verifying.secret()));
        // Unencoded in a path, as this client writes them.
        var name = "a+b@" + FinApi.randomId().substring(0, 20);
        users.create(new FpCreateParameters().withId(name).withPassword(PASSWORD));
        assertThat(users.verified(name)).isFalse();

        users.verify(name);

        assertThat(users.verified(name)).isTrue();
        assertThat(tokens.userToken(verifying.id(), verifying.secret(), name, PASSWORD)
                        .accessToken())
                .isNotBlank();
    }

    @Test
    void deletesAUserWhoIsNotVerified() {
        var verifying = new Clients(keycloak.admin()).appThatVerifies();
        var users = new FpUsers(endpoint, new FpAccessTokens(endpoint).clientToken(verifying.id(), verifying.secret()));
        var name = users.create(new FpCreateParameters()).id();

        users.deleteUnverified(name);

        assertThat(codeOf(() -> users.verified(name))).contains(ErrorCode.UNKNOWN_ENTITY);
    }

    @Test
    void changesAPassword() {
        var clientToken = clientToken();
        var name = newUser(clientToken);
        var users = new FpUsers(endpoint, clientToken);

        var encrypted = users.requestPasswordChange(name);
        var token = new DataDecryptionKey(keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY")).decrypt(encrypted);
        users.executePasswordChange(name, "open sesame", token);

        assertThat(new FpAccessTokens(endpoint)
                        .userToken(id, secret, name, "open sesame")
                        .accessToken())
                .isNotBlank();
        assertThat(codeOf(() -> userTokenOf(name))).contains(ErrorCode.BAD_REQUEST);
    }

    @ParameterizedTest
    @EnumSource
    void revokesTokens(AccessTokens.RevokeToken what) {
        var clientToken = clientToken();
        var userToken = userTokenOf(newUser(clientToken));

        new FpAccessTokens(endpoint).revoke(clientToken, userToken, what);

        assertThatIsUnknown(userToken);
    }

    @Test
    void readsAndChangesItsConfiguration() {
        var app = new Clients(keycloak.admin()).app();
        var its = new FpClient(endpoint, new FpAccessTokens(endpoint).clientToken(app.id(), app.secret()));

        var before = its.configuration();
        assertThat(before.userSynchronizationCallbackUrl()).isEmpty();
        assertThat(before.userAccessTokensValidityPeriod()).contains(3600);
        assertThat(before.maxUserLoginAttempts()).isEqualTo(3);
        assertThat(before.isUserAutoVerificationEnabled()).isTrue();
        assertThat(before.isMandatorAdmin()).isFalse();
        assertThat(before.isAutomaticBatchUpdateEnabled()).isTrue();
        assertThat(before.availableBankGroups()).isEmpty();
        assertThat(before.paymentsEnabled()).isFalse();
        assertThat(before.isStandalonePaymentsEnabled()).isFalse();

        var changed = its.edit(new EditClientParameters()
                .withUserSynchronizationCallbackUrl("https://app.example/users")
                .withRefreshTokensValidityPeriod(7200)
                .withUserAccessTokensValidityPeriod(600)
                .withStoreSecretsAvailableInWebForm(true)
                .withApplicationName("My App")
                .withFinTSProductRegistrationNumber("C0FFEE")
                .withSupportEmail("help@app.example"));

        assertThat(changed.userSynchronizationCallbackUrl()).contains("https://app.example/users");
        assertThat(changed.refreshTokensValidityPeriod()).contains(7200);
        assertThat(changed.userAccessTokensValidityPeriod()).contains(600);
        assertThat(changed.clientAccessTokensValidityPeriod()).contains(3600);
        assertThat(changed.storeSecretsAvailableInWebForm()).isTrue();
        assertThat(changed.applicationName()).contains("My App");
        assertThat(changed.finTSProductRegistrationNumber()).contains("XXXXX");
        assertThat(changed.supportEmail()).contains("help@app.example");
    }

    @Test
    void listsUsersOfTheMandator() {
        var name = newUser(clientToken());
        var longAgo = OffsetDateTime.now().minusYears(1);
        var tomorrow = OffsetDateTime.now().plusDays(1);

        var page = mandator()
                .users(new UsersCriteria()
                        .withUserId(name)
                        .withMinRegistrationDate(longAgo)
                        .withMaxRegistrationDate(tomorrow)
                        .withMaxDeletionDate(tomorrow)
                        .withMaxLastActiveDate(tomorrow)
                        .withMonthlyStats()
                        .withMonthlyStatsStartDate(longAgo)
                        .withMonthlyStatsEndDate(tomorrow)
                        .withMinBankConnectionCountInMonthlyStats(0)
                        .withIsDeleted(false)
                        .withIsLocked(false)
                        .withPage(1, 500)
                        .orderBy("userId,desc"));

        assertThat(page.items()).singleElement().satisfies(user -> {
            assertThat(user.id()).isEqualTo(name);
            assertThat(user.registrationDate()).isNotNull();
            assertThat(user.deletionDate()).isEmpty();
            assertThat(user.lastActiveDate()).isEmpty();
            assertThat(user.bankConnectionCount()).isZero();
            assertThat(user.latestBankConnectionImportDate()).isEmpty();
            assertThat(user.latestBankConnectionDeletionDate()).isEmpty();
            assertThat(user.monthlyUserStats())
                    .singleElement()
                    .satisfies(
                            month -> assertThat(month.maxBankConnectionCount()).isZero());
            assertThat(user.isLocked()).isFalse();
        });
        assertThat(page.paging().totalCount()).isEqualTo(1);
        assertThat(mandator().users(new UsersCriteria()).items()).isNotEmpty();
    }

    @Test
    void deletesUsersOfTheMandator() {
        var name = newUser(clientToken());

        var result = mandator().deleteUsers(List.of(name, FinApi.randomId()));

        assertThat(result.deletedUsers()).containsExactly(name);
        assertThat(result.nonDeletedUsers()).isEmpty();
        assertThat(codeOf(() -> userTokenOf(name))).contains(ErrorCode.BAD_REQUEST);
    }

    @Test
    void changesTheSecretOfAClient() {
        var client = new Clients(keycloak.admin()).app();
        var changed = FinApi.randomId();

        mandator().changeClientCredentials(client.id(), client.secret(), changed);

        assertThat(new FpAccessTokens(endpoint)
                        .clientToken(client.id(), changed)
                        .accessToken())
                .isNotBlank();
        assertThatThrownBy(() -> new FpAccessTokens(endpoint).clientToken(client.id(), client.secret()))
                .isInstanceOf(FinapiException.class);
        assertThat(codeOf(() -> mandator().changeClientCredentials(client.id(), client.secret(), changed)))
                .contains(ErrorCode.ILLEGAL_FIELD_VALUE);
    }

    private Mandator mandator() {
        var admin = FinApi.mandatorAdmin(keycloak);
        return new FpMandator(endpoint, new FpAccessTokens(endpoint).clientToken(admin.id(), admin.secret()));
    }

    @Test
    void readsAUserWithoutAddressAndPhone() {
        var clientToken = clientToken();

        var created = new FpUsers(endpoint, clientToken).create(new FpCreateParameters());

        assertThat(created.email()).isEqualTo(Optional.empty());
        assertThat(created.phone()).isEqualTo(Optional.empty());
        assertThat(created.isAutoUpdateEnabled()).isFalse();
    }

    @Test
    void readsAnError() {
        var clientToken = clientToken();
        var users = new FpUsers(endpoint, clientToken);
        var name = users.create(new FpCreateParameters()).id();

        var failure =
                catchThrowableOfType(FinapiException.class, () -> users.create(new FpCreateParameters().withId(name)));

        assertThat(failure.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.errorCode()).contains(ErrorCode.ENTITY_EXISTS));
        assertThat(failure.date()).isCloseTo(OffsetDateTime.now(), within(1, ChronoUnit.MINUTES));
        assertThat(failure.endpoint()).isEqualTo("POST /api/v1/users");
        assertThat(failure.requestId()).startsWith("selfgen-");
        assertThat(failure.authContext()).isNotBlank();
    }

    private AccessToken clientToken() {
        return new FpAccessTokens(endpoint).clientToken(id, secret);
    }

    private String newUser(AccessToken clientToken) {
        return new FpUsers(endpoint, clientToken)
                .create(new FpCreateParameters().withPassword(PASSWORD))
                .id();
    }

    private AccessToken userTokenOf(String name) {
        return new FpAccessTokens(endpoint).userToken(id, secret, name, PASSWORD);
    }

    private void assertThatIsUnknown(AccessToken userToken) {
        assertThatThrownBy(() -> new FpAuthorizedUser(endpoint, userToken).id())
                .isInstanceOf(FinapiException.class)
                .hasMessageContaining("401");
    }

    private static Optional<ErrorCode> codeOf(ThrowingCallable call) {
        return catchThrowableOfType(FinapiException.class, call)
                .errors()
                .iterator()
                .next()
                .errorCode();
    }
}
