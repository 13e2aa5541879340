package io.github.keycloakfinapi.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            Jvms.tell("JFR.start", "name=benchmark", "settings=profile");
            wrk.saturate(calls.subList(calls.size() / 2, calls.size()), seconds);
            Jvms.tell("JFR.stop", "name=benchmark", "filename=" + file + ".jfr");
            for (var kind : List.of("html", "collapsed")) {
                JfrToFlame.convert(
                        file + ".jfr", file + "." + kind, new Arguments("--simple", "--norm", "--output", kind));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
