package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.checks.Check;
import io.github.keycloakfinapi.compare.checks.Need;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Asks once for each thing that somebody may not want. */
final class Permission {
    private final Predicate<String> answer;

    /** @param answer whether somebody says yes to a question; always no, where nobody can be asked */
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

    static boolean askAtTerminal(String question) {
        var console = System.console();
        if (console == null) {
            return false;
        }
        var answer = console.readLine("%s", question);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
