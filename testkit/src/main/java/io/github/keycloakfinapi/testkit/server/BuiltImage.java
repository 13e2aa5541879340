package io.github.keycloakfinapi.testkit.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** An image with the JARs built in: one for each sort, kept, so that the next run with these JARs finds it. */
public final class BuiltImage {

    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private BuiltImage() {}

    /**
     * @param name without a tag
     * @param from the image to start from
     * @return the image's name
     */
    public static String of(KeycloakBuild build, String name, String from) {
        return NAMES.computeIfAbsent(name + ":" + build.fingerprint(), tagged -> make(build, tagged, from));
    }

    private static String make(KeycloakBuild build, String tagged, String from) {
        var image = new ImageFromDockerfile(tagged, false);
        for (var jar : build.providers()) {
            image.withFileFromPath("providers/" + jar.getFileName(), jar);
        }
        build.themes().ifPresent(themes -> image.withFileFromPath("themes", themes));
        return image.withDockerfileFromBuilder(dockerfile -> {
                    dockerfile.from(from);
                    // A folder without a file is not sent.
                    if (!build.providers().isEmpty()) {
                        dockerfile.copy("providers/", "/opt/keycloak/providers/");
                    }
                    if (build.themes().isPresent()) {
                        dockerfile.copy("themes/", "/opt/keycloak/themes/");
                    }
                    dockerfile
                            .run("/opt/keycloak/bin/kc.sh " + String.join(" ", build.command()))
                            .build();
                })
                .get();
    }
}
