package io.github.keycloakfinapi.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** Where a server spends its time: recorded by its JVM's Flight Recorder, drawn as a flame graph. */
final class Profile {

    private final Path folder;

    Profile(Path folder) {
        this.folder = folder;
    }

    /** While one side runs: {@code <name>.html} to look at, {@code <name>.collapsed} to search in. */
    void of(String name, Load load, int seconds) {
        var file = folder.resolve(name.replaceAll("[^a-z]+", "-"));
        try (var wrk = new Wrk()) {
            Files.createDirectories(folder);
            var calls = load.calls().apply(seconds * 2_000);
            wrk.saturate(calls.subList(0, calls.size() / 2), seconds);
            tell("JFR.start", "name=benchmark", "settings=profile");
            wrk.saturate(calls.subList(calls.size() / 2, calls.size()), seconds);
            tell("JFR.stop", "name=benchmark", "filename=" + file + ".jfr");
            for (var kind : List.of("html", "collapsed")) {
                JfrToFlame.convert(
                        file + ".jfr", file + "." + kind, new Arguments("--simple", "--norm", "--output", kind));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(String... command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(Stream.concat(Stream.of(jcmd, server()), Stream.of(command))
                        .toList())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process id of the one server that runs. */
    private static String server() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("/java"))
                        .isPresent())
                .map(process -> String.valueOf(process.pid()))
                .findFirst()
                .orElseThrow();
    }
}
