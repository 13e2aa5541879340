package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.testkit.server.EnvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The realm file as it is, before a server has read it. */
public final class RealmConfig {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    private RealmConfig() {}

    /** What the realm file leaves to its environment. */
    public static Set<String> variables() {
        try {
            var names = new TreeSet<String>();
            var matcher = VARIABLE.matcher(Files.readString(Workspace.realm()));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it stands in the repository, with its placeholders. */
    public static Map<String, Object> raw() {
        try {
            return Json.object(Files.readString(Workspace.realm()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an import into the development environment reads it, but for its name. */
    public static Map<String, Object> imported(String name) {
        var environment = environment("dev");
        environment.put("FINAPI_REALM", name);
        try {
            var text = VARIABLE.matcher(Files.readString(Workspace.realm()))
                    .replaceAll(variable -> Matcher.quoteReplacement(environment.get(variable.group(1))));
            return Json.object(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, String> environment(String name) {
        return EnvFile.read(Workspace.realmConfig().resolve("environments").resolve(name + ".env"));
    }
}
