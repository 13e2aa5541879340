package io.github.keycloakfinapi.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables in a realm file, {@code ${NAME}} or {@code ${NAME:default}}, which Keycloak replaces at an
 * import. Keycloak leaves the placeholder if a variable is not set, and does not escape values.
 *
 * @param file the text of the realm file
 * @param environment gives the value of a variable; {@code null} if it is not set
 */
public record RealmFileVariables(String file, UnaryOperator<String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
    /** The variables of the realm file that we ship; others are the operator's. */
    private static final String FINAPI = "FINAPI_";
    // The first three would break the JSON text, and the last would be replaced again.
    private static final Pattern BREAKS_THE_FILE = Pattern.compile("[\"\\\\\\p{Cntrl}]|\\$\\{");

    /** What is wrong with finAPI's variables. Each text names the variable, but not its value. */
    public List<String> problems() {
        return VARIABLE.matcher(file)
                .results()
                .filter(variable -> variable.group(1).startsWith(FINAPI))
                .flatMap(variable -> problem(variable).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<String> problem(MatchResult variable) {
        String name = variable.group(1);
        String value = environment.apply(name);
        if (value == null) {
            return variable.group(2) == null ? Optional.of(name + " is not set") : Optional.empty();
        }
        if (value.isBlank()) {
            return Optional.of(name + " is empty");
        }
        return BREAKS_THE_FILE.matcher(value).find()
                ? Optional.of(
                        name + " has a \", a \\, a ${ or a control character, which the realm file cannot contain")
                : Optional.empty();
    }

    /** The text with the values. */
    public String replaced() {
        return VARIABLE.matcher(file).replaceAll(variable -> Matcher.quoteReplacement(value(variable)));
    }

    private String value(MatchResult variable) {
        String value = environment.apply(variable.group(1));
        String otherwise = variable.group(2) == null ? variable.group() : variable.group(2);
        return value == null ? otherwise : value;
    }
}
