package io.github.keycloakfinapi.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.testkit.server.BuiltDistribution;
import io.github.keycloakfinapi.testkit.server.KeycloakBuild;
import io.github.keycloakfinapi.testkit.server.KeycloakProcess;
import io.github.keycloakfinapi.testkit.server.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the folder of the servers. The Keycloak here builds at once, and never starts. */
class BuiltDistributionTest {

    @TempDir
    Path folder;

    private Path servers;

    @BeforeEach
    void unpack() throws IOException {
        servers = folder.resolve("servers");
        for (var each : List.of("bin", "conf", "lib", "providers", "themes")) {
            Files.createDirectories(folder.resolve("keycloak").resolve(each));
        }
        var script = folder.resolve("keycloak/bin/kc.sh");
        Files.writeString(script, "#!/bin/sh\necho $1\n[ $1 = build ]\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private Path build(String version) {
        var build = new KeycloakBuild(version, List.of("build"), List.of(), Optional.empty());
        return BuiltDistribution.of(build, folder.resolve("keycloak"), servers);
    }

    private static void lastUsed(Path build, int daysAgo) throws IOException {
        Files.setLastModifiedTime(
                build.resolve("built"), FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    @Test
    void aNewBuildDeletesThoseThatNobodyHasUsedForAMonth() throws IOException {
        var unused = build("1");
        var used = build("2");
        var usedAgain = build("3");
        lastUsed(unused, 31);
        lastUsed(used, 29);
        lastUsed(usedAgain, 31);
        build("3");

        assertThat(build("4")).exists();

        assertThat(unused).doesNotExist();
        assertThat(used).exists();
        assertThat(usedAgain).exists();
    }

    @Test
    void aFileWithAnotherNameMakesAnotherBuild() throws IOException {
        var themes = Files.createDirectory(folder.resolve("themes"));
        var file = Files.createFile(themes.resolve("one.css"));
        var build = new KeycloakBuild("1", List.of("build"), List.of(), Optional.of(themes));
        var first = BuiltDistribution.of(build, folder.resolve("keycloak"), servers);
        Files.move(file, themes.resolve("two.css"));

        assertThat(BuiltDistribution.of(build, folder.resolve("keycloak"), servers))
                .isNotEqualTo(first);
    }

    @Test
    void aTemporaryServerThatDoesNotStartLeavesNothing() throws IOException {
        var built = build("1");
        var realm = Files.createFile(folder.resolve("realm.json"));

        assertThatThrownBy(() -> KeycloakProcess.startTemporary(built, servers, realm, "finapi", List.of(), Map.of()))
                .isInstanceOf(StartFailed.class)
                .hasMessageEndingWith("start\n");

        try (var left = Files.list(servers)) {
            assertThat(left.map(each -> each.getFileName().toString())).noneMatch(name -> name.startsWith("run-"));
        }
        assertThat(built.resolve("bin/kc.sh")).exists();
    }
}
