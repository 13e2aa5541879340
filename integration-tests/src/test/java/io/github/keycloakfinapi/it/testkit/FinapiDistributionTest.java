package io.github.keycloakfinapi.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.testkit.FinapiDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinapiDistributionTest {

    @TempDir
    Path unpacked;

    @BeforeEach
    void unpack() throws IOException {
        Files.createDirectories(unpacked.resolve("keycloak-1/bin"));
        Files.createFile(unpacked.resolve("keycloak-1/bin/kc.sh"));
    }

    @Test
    void aFolderInTheUnpackedOneWillDo() {
        assertThat(new FinapiDistribution(unpacked)).isNotNull();
        assertThat(new FinapiDistribution(unpacked.resolve("keycloak-1"))).isNotNull();
    }

    @Test
    void whatAnOldPluginHasDamagedIsRefused() throws IOException {
        Files.createDirectory(unpacked.resolve("PaxHeaders.X"));

        assertThatThrownBy(() -> new FinapiDistribution(unpacked))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("maven-dependency-plugin 3.x")
                .hasMessageContaining("mvn clean");
    }

    @Test
    void anEmptyFolderIsRefused() throws IOException {
        var empty = Files.createDirectory(unpacked.resolve("empty"));

        assertThatThrownBy(() -> new FinapiDistribution(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No bin/kc.sh in");
    }
}
