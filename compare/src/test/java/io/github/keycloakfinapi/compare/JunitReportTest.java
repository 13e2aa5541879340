package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.compare.checks.Catalogue;
import io.github.keycloakfinapi.compare.wire.Secrets;
import io.github.keycloakfinapi.compare.wire.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class JunitReportTest {

    @Test
    void aRunThatFailsLeavesAReportThatSaysSo(@TempDir Path folder) throws Exception {
        var report = Files.writeString(folder.resolve("report.xml"), "of another run");
        try (var server = new SimpleServer()) {
            server.mostEdits(1);
            var checks = "get-user,edit-configuration-beta-banks";
            SimpleRun.of(server, "--only", checks, "--allow", "client", "--junit", report.toString());
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
}
