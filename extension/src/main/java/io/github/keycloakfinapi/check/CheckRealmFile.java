package io.github.keycloakfinapi.check;

import io.github.keycloakfinapi.settings.RealmFileVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The realm check for a realm file, before it is imported. {@code bin/check-realm} runs it.
 *
 * <p>It prints what the log of a server would say. The exit status is 0 if there is nothing, 1 if there is something, 2 if
 * the file cannot be read.
 */
public final class CheckRealmFile {
    private CheckRealmFile() {}

    public static void main(String[] arguments) {
        System.exit(check(Path.of(arguments[0]), System::getenv, System.out::println));
    }

    /** The exit status. */
    static int check(Path file, UnaryOperator<String> environment, Consumer<String> print) {
        try {
            RealmFileVariables variables = new RealmFileVariables(Files.readString(file), environment);
            List<String> problems = variables.problems();
            if (!problems.isEmpty()) {
                problems.forEach(print);
                return 2;
            }
            List<String> lines =
                    RealmCheck.of(JsonSerialization.readValue(variables.replaced(), RealmRepresentation.class));
            lines.forEach(print);
            return lines.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            print.accept("The file cannot be read as a realm: " + e.getMessage());
            return 2;
        }
    }
}
