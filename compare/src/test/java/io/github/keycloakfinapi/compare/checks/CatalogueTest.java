package io.github.keycloakfinapi.compare.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checks, and what docs/compatibility.md says of them. */
class CatalogueTest {
    private static final Pattern NAMED = Pattern.compile("Checks?: ((`[a-z0-9-]+`(, )?)+) \\|$");
    private static final Pattern ONLY_HERE = Pattern.compile("Only here: \\S.*\\. \\|$");
    private static final Collection<String> IDS =
            Catalogue.checks().stream().map(Check::id).toList();

    @Test
    void noTwoChecksHaveTheSameId() {
        assertThat(IDS).doesNotHaveDuplicates();
    }

    @Test
    void anIdIsInKebabCase() {
        assertThat(IDS).allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void everyOperationHasChecks() {
        assertThat(Catalogue.checks()).extracting(Check::operation).contains(Operation.values());
    }

    @Test
    void noUserIsMadeWithoutAnIdThatIsReadUnlessSomebodyAllowsIt() {
        assertThat(Catalogue.checks().stream()
                        .filter(check -> check.id()
                                .matches("create-user-(broken-json|list|text|more-after-the-object"
                                        + "|type-(plus-json|missing|text|form)|empty-.*|without-body|null-id)")))
                .hasSize(12)
                .allMatch(check -> check.needs().contains(Need.IDS));
    }

    @Test
    void noVersionIsSwitchedUnlessSomebodyAllowsIt() {
        assertThat(Catalogue.checks().stream().filter(check -> check.id().matches("switch-version-(?!by-|without-).*")))
                .hasSize(9)
                .allMatch(check -> check.needs().contains(Need.VERSION));
    }

    @Test
    void eachDecisionNamesItsChecksOrSaysThatItIsOnlyHere() throws IOException {
        assertThat(decisions())
                .hasSizeGreaterThan(100)
                .allMatch(row ->
                        NAMED.matcher(row).find() != ONLY_HERE.matcher(row).find());
    }

    @Test
    void theChecksThatDecisionsNameAreThere() throws IOException {
        assertThat(decisions().stream().flatMap(CatalogueTest::named))
                .isNotEmpty()
                .isSubsetOf(IDS);
    }

    private static List<String> decisions() throws IOException {
        return Files.readAllLines(Path.of("../docs/compatibility.md")).stream()
                .filter(line -> line.startsWith("|") && line.contains("**decided**"))
                .toList();
    }

    private static Stream<String> named(String row) {
        var checks = NAMED.matcher(row);
        return checks.find() ? Stream.of(checks.group(1).replace("`", "").split(", ")) : Stream.of();
    }
}
