package io.github.keycloakfinapi.compare.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatControlsATerminalOrTurnsTextRoundIsABlank() {
        assertThat(Printable.of("a\u001b[2Jb\u009b1mc\u202ed\u2066e\u2028f\uffffg\ud800h\r\ni"))
                .isEqualTo("a [2Jb 1mc d e f g h i");
    }

    @Test
    void whatPeopleWriteIsLeftAsItIs() {
        assertThat(Printable.of("Žluťoučký, 中文, \ud83d\ude00")).isEqualTo("Žluťoučký, 中文, \ud83d\ude00");
    }

    @Test
    void aCellIsCodeAndCannotBeLeft() {
        assertThat(Printable.cell("<img src=x> @everyone `#1` | same |"))
                .isEqualTo("`<img src=x> @everyone '#1' ¦ same ¦`");
        assertThat(Printable.cell("")).isEmpty();
    }
}
