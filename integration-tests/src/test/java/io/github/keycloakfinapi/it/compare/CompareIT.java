package io.github.keycloakfinapi.it.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two servers that are one: what is the same, and what a proxy before one of them changes. */
@BothVersions
final class CompareIT {

    private final KeycloakServer keycloak;
    private final Version version;
    private OtherRealm realm;

    CompareIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @BeforeEach
    void makeRealm() {
        realm = new OtherRealm(keycloak, version);
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    @Test
    void anUnchangedPairHasNoDifferenceAndIsLeftAsItWas(@TempDir Path folder) throws IOException {
        var bystander = realm.finapi().newUser();
        var before = realm.admin().user(bystander.id());
        var users = realm.admin().get("/users/count").asInt();
        var configuration = realm.finapi().configuration().json();
        var report = folder.resolve("report.xml");

        var run = against(base()).with("--allow", "all", "--junit", report.toString());
        var status = run.run();

        assertThat(run.checks("differs")).isEmpty();
        assertThat(run.checks("not offered")).isEmpty();
        assertThat(run.checks("not tried")).allMatch(check -> check.contains("unverified") || verifies(check));
        assertThat(run.checks("same")).hasSizeGreaterThan(400);
        assertThat(status).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(realm.admin().user(bystander.id())).isEqualTo(before);
        assertThat(realm.admin().get("/users/count").asInt()).isEqualTo(users);
        assertThat(realm.finapi().configuration().json()).isEqualTo(configuration);
        showsNoSecret(run.output());
        showsNoSecret(Files.readString(report));
        assertThat(Files.readString(report))
                .contains("<testsuite name=\"compare.v" + version.name().charAt(1) + "\"");
    }

    private static boolean verifies(String check) {
        return check.equals("verify-user")
                || check.equals("verify-user-with-body")
                || check.equals("verify-user-with-json-type");
    }

    private void showsNoSecret(String text) {
        assertThat(text)
                .doesNotContain(
                        realm.finapi().client().secret(),
                        realm.mandator().client().secret(),
                        keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY"),
                        "eyJ");
    }

    @Test
    void aClientThatVerifiesItsUsersHasChecksOfItsOwn() {
        var run = against(base())
                .client("", new Clients(realm.admin()).appThatVerifies())
                .with(
                        "--only",
                        "token-unverified-user,verify-user,delete-unverified-user,list-users-entry-of-the-unverified");

        assertThat(run.run()).isZero();
        assertThat(run.checks("same")).hasSize(4);
    }

    @Tag("any-back-end")
    @ParameterizedTest
    @EnumSource
    void aChangeIsFoundByTheCheckThatIsMeantToFindIt(Change change) {
        try (var proxy = proxy(change)) {
            var run = against(URI.create(proxy.uri() + base().getPath()))
                    .with("--allow", "lock", "--only", change.check() + ",bearer-in-upper-case");
            var status = run.run();

            assertThat(run.checks("differs")).contains(change.check());
            assertThat(status).isEqualTo(1);
            showsNoSecret(run.output());
        }
        ownUsersAreGone();
    }

    private ReverseProxy proxy(Change change) {
        return Exchanged.proxy(keycloak.server(), change.change());
    }

    @Test
    void anOperationThatIsMissingIsNotOffered() {
        try (var proxy = Exchanged.proxy(
                keycloak.server(),
                answer -> answer.uri().contains("deleteUsers") ? Change.status(answer, 404) : answer)) {
            var run = against(URI.create(proxy.uri() + base().getPath())).with("--only", "delete-users,get-user");

            assertThat(run.run()).isZero();
            assertThat(run.checks("not offered")).containsExactly("delete-users");
            assertThat(run.checks("same")).containsExactly("get-user");
        }
        ownUsersAreGone();
    }

    @Test
    void whatNobodyAllowsIsNotTried() {
        var run = against(base())
                .withoutMandator()
                .with("--only", "get-user,list-users-entry,lock-ends-tokens,create-user-empty-object");

        assertThat(run.run()).isZero();
        assertThat(run.checks("same")).containsExactly("get-user");
        assertThat(run.checks("not tried")).hasSize(3);
        assertThat(run.output()).contains("lock: some checks lock users of their own");
        ownUsersAreGone();
    }

    @Test
    void aSideThatDoesNotAnswerOrRefusesItsClientEndsTheRun() {
        var away = against(URI.create("http://127.0.0.1:1"));
        var refused = against(base())
                .client("", new Credentials(realm.finapi().client().id(), "wrong-secret"));

        assertThat(away.run()).isEqualTo(2);
        assertThat(away.errors()).startsWith("compare: right: ");
        assertThat(refused.run()).isEqualTo(2);
        assertThat(refused.errors())
                .contains("left: the app client's credentials")
                .doesNotContain("wrong-secret");
    }

    @Test
    void wrongUseIsSaid() {
        var run = against(base()).with("--only", "no-such-check");

        assertThat(run.run()).isEqualTo(2);
        assertThat(run.errors()).contains("no-such-check", "--help");
    }

    @Test
    void aRunThatIsEndedDeletesItsUsers() throws IOException, InterruptedException {
        var process = OwnProcess.of(against(base())
                .with(
                        "--only",
                        "get-user,user-id-longest,get-user-spelling,edit-user-all"
                                + ",password-longest,list-users-entry",
                        "--pause",
                        "200"));
        try (var rows = process.inputReader()) {
            var made = rows.lines().anyMatch(line -> line.startsWith("| user-id-longest"));
            process.destroy();

            assertThat(made).isTrue();
            assertThat(process.waitFor()).isNotZero();
        }
        ownUsersAreGone();
    }

    private void ownUsersAreGone() {
        assertThat(realm.admin().get("/users?search=cmp-")).isEmpty();
    }

    private Run against(URI right) {
        return new Run(realm, right, keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY"));
    }

    private URI base() {
        return realm.finapi().base();
    }
}
