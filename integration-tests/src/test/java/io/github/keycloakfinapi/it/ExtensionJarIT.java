package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.Workspace;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The JAR as an operator gets it. */
final class ExtensionJarIT {

    private static final int JAVA_17 = 61;

    @Test
    void everyClassInItIsOfTheExtension() throws IOException {
        try (var jar = new JarFile(Workspace.extension().toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("io/github/keycloakfinapi/"));
        }
    }

    @Test
    void everyClassInItRunsOnJava17() throws IOException {
        try (var jar = new JarFile(Workspace.extension().toFile())) {
            for (var entry : jar.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                try (var bytes = new DataInputStream(jar.getInputStream(entry))) {
                    bytes.skipNBytes(6);
                    assertThat(bytes.readUnsignedShort()).as(entry.getName()).isEqualTo(JAVA_17);
                }
            }
        }
    }
}
