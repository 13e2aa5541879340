package io.github.keycloakfinapi.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JAR as an operator gets it. */
final class ThemesJarIT {

    @ParameterizedTest
    @CsvSource({"login, cs", "login, de", "login, sk", "email, cs", "email, de", "email, sk"})
    void everyMessageIsThereInEveryLanguage(String type, String language) throws IOException {
        assertThat(messages(type, language)).isEqualTo(messages(type, "en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"finapiUserNotVerified", "requiredAction.finapi-verify-user"})
    void whatTheExtensionTellsUsersIsAmongThem(String message) throws IOException {
        assertThat(messages("login", "en")).contains(message);
    }

    @Test
    void theFrameOfTheMailsIsTheOnlyTemplate() throws IOException {
        try (var jar = new JarFile(Workspace.themes().toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".ftl")))
                    .containsExactly("theme/finapi/email/html/template.ftl");
        }
    }

    @Test
    void itHasNoClass() throws IOException {
        try (var jar = new JarFile(Workspace.themes().toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).noneMatch(name -> name.endsWith(".class"));
        }
    }

    private static Set<String> messages(String type, String language) throws IOException {
        var name = "theme/finapi/" + type + "/messages/messages_" + language + ".properties";
        try (var jar = new JarFile(Workspace.themes().toFile());
                var text = new InputStreamReader(jar.getInputStream(jar.getEntry(name)), UTF_8)) {
            var messages = new Properties();
            messages.load(text);
            return messages.stringPropertyNames();
        }
    }
}
