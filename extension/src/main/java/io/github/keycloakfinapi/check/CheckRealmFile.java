package io.github.keycloakfinapi.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The realm check for a realm file, before it is imported. {@code bin/check-realm} runs it.
 *
 * <p>It prints what the log of a server would say, and ends with 0 when there is nothing, 1 when there is something, 2 when the
 * file cannot be read.
 */
public final class CheckRealmFile {
    // As Keycloak replaces them at an import.
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    private CheckRealmFile() {}

    public static void main(String[] arguments) {
        System.exit(check(Path.of(arguments[0]), System.getenv(), System.out::println));
    }

    /** The exit status. */
    static int check(Path file, Map<String, String> environment, Consumer<String> print) {
        try {
            TreeSet<String> missing = new TreeSet<>();
            String text = VARIABLE.matcher(Files.readString(file))
                    .replaceAll(found -> Matcher.quoteReplacement(value(found, environment, missing)));
            if (!missing.isEmpty()) {
                print.accept("These variables are not set, empty, or have a \" or a \\: " + String.join(", ", missing));
                return 2;
            }
            List<String> lines = RealmCheck.of(JsonSerialization.readValue(text, RealmRepresentation.class));
            lines.forEach(print);
            return lines.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            print.accept("The file cannot be read as a realm: " + e.getMessage());
            return 2;
        }
    }

    private static String value(MatchResult found, Map<String, String> environment, TreeSet<String> missing) {
        String value = environment.get(found.group(1));
        // An empty one is taken as it is, even where there is a default; the two characters break the file.
        boolean usable = value == null ? found.group(2) != null : !value.isEmpty() && !value.matches(".*[\"\\\\].*");
        if (!usable) {
            missing.add(found.group(1));
            return "";
        }
        return value == null ? found.group(2) : value;
    }
}
