package io.github.keycloakfinapi.it.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine: Playwright downloads none. */
final class Chromium {

    static final String ABSENT = "no Chromium: put chromium on the PATH, or name it in -Dchromium or in CHROMIUM";

    /** The first has no windows, and takes half the time for a page. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    static Optional<Path> find() {
        return Stream.of(System.getProperty("chromium"), System.getenv("CHROMIUM"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .findFirst()
                .or(Chromium::onThePath);
    }

    private static Optional<Path> onThePath() {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Without Chromium's sandbox, as is Playwright's default: root, which a container's user often is, cannot have it. */
    static LaunchOptions options() {
        return new LaunchOptions().setExecutablePath(find().orElseThrow()).setArgs(QUIET);
    }
}
