package io.github.keycloakfinapi.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables in a realm file, {@code ${NAME}} or {@code ${NAME:default}}, which Keycloak replaces at an import.
 * It leaves one that is not set as it stands, and puts a value into the file as it is.
 *
 * @param file the text of the realm file
 * @param environment the value of a variable, {@code null} for one that is not set
 */
public record RealmFileVariables(String file, UnaryOperator<String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
    /** Those of the realm file that comes with this extension; any other is the operator's own. */
    private static final String FINAPI = "FINAPI_";
    // The first two and the third end a text in JSON or change it, the last is replaced once more.
    private static final Pattern BREAKS_THE_FILE = Pattern.compile("[\"\\\\\\p{Cntrl}]|\\$\\{");

    /** What is wrong with finAPI's variables, a text for each that names it and not its value. */
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

    /** The text with the values in it. */
    public String replaced() {
        return VARIABLE.matcher(file).replaceAll(variable -> Matcher.quoteReplacement(value(variable)));
    }

    private String value(MatchResult variable) {
        String value = environment.apply(variable.group(1));
        String otherwise = variable.group(2) == null ? variable.group() : variable.group(2);
        return value == null ? otherwise : value;
    }
}
