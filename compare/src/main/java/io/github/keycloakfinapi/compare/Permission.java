package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.checks.Check;
import io.github.keycloakfinapi.compare.checks.Need;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Asks once for each kind of change that somebody may not want. */
final class Permission {
    /** The system property with the terminal to ask at. Tests do not set it, and so ask nobody. */
    static final String TERMINAL = "compare.terminal";

    private final Predicate<String> answer;

    /** @param answer whether somebody says yes to a question; always no if there is nobody to ask */
    Permission(Predicate<String> answer) {
        this.answer = answer;
    }

    Set<Need> of(Arguments arguments, List<Check> checks) {
        if (arguments.answersAreGiven()) {
            return arguments.allowed();
        }
        var allowed = EnumSet.noneOf(Need.class);
        for (var need : Need.values()) {
            var number = checks.stream()
                    .filter(check -> check.needs().contains(need))
                    .count();
            if (number > 0 && answer.test(number + " checks " + need.does() + ". Run them? [y/N] ")) {
                allowed.add(need);
            }
        }
        return allowed;
    }

    /** Works even if the output goes into a pipe or a file, if {@code bin/compare} has named the terminal. */
    static boolean askAtTerminal(String question) {
        var terminal = System.getProperty(TERMINAL, "");
        try {
            return isYes(terminal.isEmpty() ? atConsole(question) : at(Path.of(terminal), question));
        } catch (IOException e) {
            // There is no such terminal.
            return isYes(atConsole(question));
        }
    }

    private static String at(Path terminal, String question) throws IOException {
        try (var in = Files.newBufferedReader(terminal);
                var out = new PrintStream(Files.newOutputStream(terminal, StandardOpenOption.WRITE))) {
            out.print(question);
            out.flush();
            return in.readLine();
        }
    }

    private static String atConsole(String question) {
        var console = System.console();
        return console == null ? null : console.readLine("%s", question);
    }

    private static boolean isYes(String answer) {
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
