package io.github.keycloakfinapi.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String description() throws IOException {
        return Report.format(
                "Measured on %s by `%s`: Keycloak %s, %s, %d cores%s, %s. Server, database and load generator"
                        + " share them.",
                LocalDate.now(),
                ("benchmark/run " + System.getProperty("benchmark.command")).strip(),
                System.getProperty("keycloak.version"),
                version(System.getProperty("java.home")),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"));
    }

    /** Of the JDK in this folder. */
    static String version(String javaHome) throws IOException {
        try (var lines = Files.lines(Path.of(javaHome, "release"))) {
            return "JDK "
                    + lines.filter(line -> line.startsWith("JAVA_VERSION="))
                            .map(line -> line.replaceAll("[^0-9.]", ""))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private static String processor() throws IOException {
        try (var lines = Files.exists(PROCESSORS) ? Files.lines(PROCESSORS) : Stream.<String>of()) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*: ", " of "))
                    .findFirst()
                    .orElse("");
        }
    }
}
