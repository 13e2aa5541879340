package io.github.keycloakfinapi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

class RealmCheckTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SHIPPED = ROOT.resolve("realm-config/finapi-realm.json");

    @Test
    void theRealmThatIsShippedContradictsNothing() throws IOException {
        var printed = new ArrayList<String>();

        var status = CheckRealmFile.check(SHIPPED, environment()::get, printed::add);

        assertThat(printed).isEmpty();
        assertThat(status).isZero();
    }

    @Test
    void variablesThatAreMissingAreNamed() throws IOException {
        var printed = new ArrayList<String>();
        var environment = environment();
        environment.remove("FINAPI_CLIENT_ID");
        environment.put("FINAPI_CLIENT_SECRET", "pa\"ss");
        environment.put("FINAPI_ACCESS_TOKEN_LIFESPAN", "");

        var status = CheckRealmFile.check(SHIPPED, environment::get, printed::add);

        assertThat(printed)
                .hasSize(3)
                .contains("FINAPI_ACCESS_TOKEN_LIFESPAN is empty", "FINAPI_CLIENT_ID is not set")
                .element(2)
                .asString()
                .startsWith("FINAPI_CLIENT_SECRET has a \"")
                .doesNotContain("pa\"ss");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void aFileThatIsNoRealmIsSaidToBeNone(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("realm.json"), "{");

        assertThat(CheckRealmFile.check(file, name -> null, line -> {})).isEqualTo(2);
    }

    /** A realm with all of them wrong, in two parts: some settings exclude each other. */
    @ParameterizedTest
    @EnumSource
    void everyRuleFindsWhatItIsFor(Rule rule) throws IOException {
        var lines = Stream.of("all-wrong-realm.json", "all-wrong-otherwise-realm.json")
                .flatMap(file -> rule.lines(new CheckedRealm(read(file))))
                .toList();

        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).matches(".+, at .+: .+\\. .+ \\(.+\\)\\."));
    }

    @Test
    void aRoleThatComesByAGroupMakesAnAppClientToo() {
        var clients = new CheckedRealm(read("all-wrong-otherwise-realm.json")).appClients();

        assertThat(clients).extracting("clientId").containsExactly("by-group");
    }

    @Test
    void theDocumentationHasTheSameRules() throws IOException {
        var documented = Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
                .dropWhile(line -> !line.equals("<!-- realm check -->"))
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        Stream.of(Rule.values()).map(Rule::row).toList());
    }

    private static RealmRepresentation read(String file) {
        try (var in = RealmCheckTest.class.getResourceAsStream(file)) {
            return JsonSerialization.readValue(in, RealmRepresentation.class);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment() throws IOException {
        var environment = new HashMap<String, String>();
        List<String> lines = Files.readAllLines(ROOT.resolve("realm-config/environments/dev.env"));
        lines.stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }
}
