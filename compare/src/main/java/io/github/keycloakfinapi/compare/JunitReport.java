package io.github.keycloakfinapi.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.compare.view.Printable;
import io.github.keycloakfinapi.compare.wire.Secrets;
import io.github.keycloakfinapi.compare.wire.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report in JUnit's XML format, which every CI server can show. It has one suite for each version. */
final class JunitReport {
    private final List<Row> rows;
    private final Secrets secrets;

    JunitReport(List<Row> rows, Secrets secrets) {
        this.rows = rows;
        this.secrets = secrets;
    }

    /**
     * Replaces the whole file at once, so that nobody reads half a report.
     *
     * @param failure what ended the run before its last check, if anything did
     */
    void write(Path file, Optional<String> failure) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = Files.newBufferedWriter(part, UTF_8)) {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (var version : Version.values()) {
                suite(
                        xml,
                        version,
                        rows.stream().filter(row -> row.version() == version).toList());
            }
            if (failure.isPresent()) {
                failure(xml, text(failure.get()));
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void failure(XMLStreamWriter xml, String reason) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "compare");
        xml.writeAttribute("tests", "1");
        xml.writeAttribute("errors", "1");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "compare");
        xml.writeAttribute("name", "run");
        xml.writeStartElement("error");
        xml.writeAttribute("message", reason);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void suite(XMLStreamWriter xml, Version version, List<Row> suite) throws XMLStreamException {
        if (suite.isEmpty()) {
            return;
        }
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "compare." + version);
        xml.writeAttribute("tests", Integer.toString(suite.size()));
        xml.writeAttribute("failures", count(suite, Result.DIFFERS));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute(
                "skipped",
                Long.toString(suite.stream().filter(JunitReport::isSkipped).count()));
        for (var row : suite) {
            test(xml, row);
        }
        xml.writeEndElement();
    }

    private static String count(List<Row> suite, Result result) {
        return Long.toString(
                suite.stream().filter(row -> row.result() == result).count());
    }

    private static boolean isSkipped(Row row) {
        return row.result() == Result.NOT_OFFERED || row.result() == Result.NOT_TRIED;
    }

    private void test(XMLStreamWriter xml, Row row) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", "compare." + row.version() + "." + row.check().operation());
        xml.writeAttribute("name", row.check().id());
        if (row.result() != Result.SAME) {
            xml.writeStartElement(isSkipped(row) ? "skipped" : "failure");
            xml.writeAttribute("message", row.result().toString());
            xml.writeCharacters("left:  " + text(row.left()) + "\nright: " + text(row.right()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String text(String text) {
        return Printable.of(secrets.hidden(text));
    }
}
