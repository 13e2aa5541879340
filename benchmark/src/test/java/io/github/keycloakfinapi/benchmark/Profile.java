package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.server.KeycloakServer;
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

    /** Of a server while one side runs: {@code <name>.html} to look at, {@code <name>.collapsed} to search in. */
    void of(String name, Load load, KeycloakServer keycloak, int seconds) {
        var file = folder.resolve(name.replaceAll("[^a-z]+", "-"));
        try (var wrk = new Wrk()) {
            Files.createDirectories(folder);
            var runner = new Runner(load, keycloak, wrk);
            runner.warmUp(seconds);
            // Creating the users that the calls are about is not what they cost.
            var calls = runner.prepare(seconds);
            Jvms.tell("JFR.start", "name=benchmark", "settings=profile");
            runner.saturate(calls, seconds);
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
