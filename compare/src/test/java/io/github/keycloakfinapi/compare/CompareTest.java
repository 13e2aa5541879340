package io.github.keycloakfinapi.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.compare.checks.Catalogue;
import io.github.keycloakfinapi.compare.wire.Secrets;
import io.github.keycloakfinapi.compare.wire.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class CompareTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyCheckRunsOnBothSidesAndUsersAreDeleted() {
        try (var server = new SimpleServer()) {
            var status = compare(server, "--version", "both", "--allow", "all");

            assertThat(output()).doesNotContain("| differs").doesNotContain("| not offered");
            assertThat(status).isZero();
            assertThat(errors()).isEmpty();
            assertThat(server.deleted()).isPositive();
        }
    }

    @Test
    void aConfigurationThatStaysChangedEndsTheRunWith2() {
        try (var server = new SimpleServer()) {
            server.mostEdits(1);
            var status = compare(server, "--only", "edit-configuration-beta-banks", "--allow", "client");

            assertThat(status).isEqualTo(2);
            assertThat(errors()).contains("left: ", "betaBanksEnabled");
        }
    }

    @Test
    void aFieldThatIsNotShownIsNotEdited() {
        try (var server = new SimpleServer()) {
            var status = compare(server, "--only", "edit-configuration-consent-type", "--allow", "client");

            assertThat(status).isZero();
            assertThat(output()).contains("| not tried", "preferredConsentType is not shown");
        }
    }

    @Test
    void aRunThatFailsLeavesAReportThatSaysSo(@TempDir Path folder) throws Exception {
        var report = Files.writeString(folder.resolve("report.xml"), "of another run");
        try (var server = new SimpleServer()) {
            server.mostEdits(1);
            var checks = "get-user,edit-configuration-beta-banks";
            compare(server, "--only", checks, "--allow", "client", "--junit", report.toString());
        }

        var xml = parsed(report);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("error")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("message")
                        .getNodeValue())
                .contains("has not come to its end", "betaBanksEnabled");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aReportIsXmlWhateverAServerSays(@TempDir Path folder) throws Exception {
        var report = folder.resolve("report.xml");
        var check = Catalogue.checks().get(0);
        var rows = List.of(new Row(check, Version.V2, Result.DIFFERS, "a\uffffb\ud800c\u0000d\ud83d\ude00", "]]><x>"));
        new JunitReport(rows, new Secrets()).write(report, Optional.empty());

        assertThat(parsed(report).getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("left:  a b c d\ud83d\ude00\nright: ]]><x>");
    }

    private static Document parsed(Path report) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    }

    private int compare(SimpleServer server, String... more) {
        var arguments = new ArrayList<>(List.of("--left", server.base(), "--right", server.base(), "--pause", "0"));
        arguments.addAll(List.of(more));
        return Compare.run(
                arguments, credentials(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String output() {
        return out.toString(UTF_8);
    }

    private String errors() {
        return err.toString(UTF_8);
    }

    private static Map<String, String> credentials() {
        var variables = new HashMap<String, String>();
        for (var side : List.of("LEFT_", "RIGHT_")) {
            for (var client : List.of("CLIENT_", "ADMIN_CLIENT_")) {
                variables.put(side + client + "ID", "the-client");
                variables.put(side + client + "SECRET", "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0");
            }
            variables.put(side + "DATA_DECRYPTION_KEY", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        }
        return variables;
    }
}
