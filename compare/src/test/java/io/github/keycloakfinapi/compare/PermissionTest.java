package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionTest {

    @TempDir
    private Path folder;

    @AfterEach
    void nobodyToAsk() {
        System.clearProperty(Permission.TERMINAL);
    }

    @Test
    void theQuestionIsAskedAtTheTerminal() throws IOException {
        assertThat(answered("y")).isTrue();
        assertThat(answered("n")).isFalse();
        assertThat(answered("")).isFalse();
    }

    private boolean answered(String answer) throws IOException {
        // A file is no terminal: the question is written over the answer, so that it has to be the same.
        var terminal = Files.writeString(folder.resolve("terminal"), answer);
        System.setProperty(Permission.TERMINAL, terminal.toString());
        return Permission.askAtTerminal(answer);
    }

    @Test
    void withoutATerminalTheAnswerIsNo() {
        System.setProperty(Permission.TERMINAL, folder.resolve("none").toString());

        assertThat(Permission.askAtTerminal("y")).isFalse();
    }
}
