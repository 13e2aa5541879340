package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.checks.Need;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Side;
import io.github.keycloakfinapi.compare.wire.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line and the credentials. Credentials come from the environment, so that no process list shows them. */
final class Arguments {
    private static final String LOOPBACK = "localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]";
    private static final int LONGEST_PAUSE = 60_000;

    private final Map<String, String> environment;
    private final Set<Need> allowed = EnumSet.noneOf(Need.class);
    private final Set<String> only = new LinkedHashSet<>();
    private String left;
    private String right;
    private List<Version> versions = List.of(Version.V2);
    private Path junit;
    private Duration pause = Duration.ofMillis(100);
    private boolean list;
    private boolean insecure;
    private boolean answersAreGiven;

    /** @throws WrongUse for anything that {@code bin/compare --help} does not say */
    Arguments(List<String> arguments, Map<String, String> environment) {
        this.environment = environment;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var option = rest.poll();
            if (option.equals("--list")) {
                list = true;
            } else if (option.equals("--insecure")) {
                insecure = true;
            } else if (rest.isEmpty() || !known(option, rest.peek())) {
                throw new WrongUse(rest.isEmpty() ? option + " is unknown, or has no value" : "unknown: " + option);
            } else {
                rest.poll();
            }
        }
        if (!list && (left == null || right == null)) {
            throw new WrongUse("--left and --right are needed");
        }
        if (!list && !insecure) {
            requireSecure(left);
            requireSecure(right);
        }
    }

    private boolean known(String option, String value) {
        switch (option) {
            case "--left" -> left = base(value);
            case "--right" -> right = base(value);
            case "--version" -> versions = versions(value);
            case "--junit" -> junit = Path.of(value);
            case "--pause" -> pause = pause(value);
            case "--only" -> only.addAll(Arrays.asList(value.split(",")));
            case "--allow" -> allow(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String base(String value) {
        var base = value.replaceFirst("/+$", "");
        if (!base.matches("https?://[^/?#@\\s]+[^?#@\\s]*") || !isUri(base)) {
            throw new WrongUse("a base URL is like https://sandbox.finapi.io or http://localhost:8080/realms/finapi");
        }
        return base;
    }

    private static void requireSecure(String base) {
        var uri = URI.create(base);
        if (!uri.getScheme().equals("https") && !uri.getHost().matches(LOOPBACK)) {
            throw new WrongUse(
                    "to " + uri.getHost() + " all secrets would go unencrypted: use https, or add --insecure");
        }
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Version> versions(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "v1" -> List.of(Version.V1);
            case "v2" -> List.of(Version.V2);
            // In this order, since a check of v2 may bind the clients to v2.
            case "both" -> List.of(Version.V1, Version.V2);
            default -> throw new WrongUse("--version is v1, v2 or both");
        };
    }

    private static Duration pause(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > LONGEST_PAUSE) {
            throw new WrongUse("--pause is a number of milliseconds up to " + LONGEST_PAUSE);
        }
        return Duration.ofMillis(Integer.parseInt(value));
    }

    private void allow(String value) {
        answersAreGiven = true;
        for (var name : value.split(",")) {
            if (name.equals("all")) {
                allowed.addAll(EnumSet.allOf(Need.class));
            } else if (!name.equals("none")) {
                allowed.add(Arrays.stream(Need.values())
                        .filter(need -> need.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new WrongUse("--allow takes " + List.of(Need.values()) + ", all and none")));
            }
        }
    }

    Side side(String name) {
        var prefix = name.toUpperCase(Locale.ROOT) + "_";
        return new Side(
                name,
                name.equals("left") ? left : right,
                client(prefix)
                        .orElseThrow(() -> new WrongUse(
                                "the environment needs " + prefix + "CLIENT_ID and " + prefix + "CLIENT_SECRET")),
                client(prefix + "ADMIN_"),
                variable(prefix + "DATA_DECRYPTION_KEY"));
    }

    private Optional<Credentials> client(String prefix) {
        var id = variable(prefix + "CLIENT_ID");
        var secret = variable(prefix + "CLIENT_SECRET");
        if (id.isPresent() != secret.isPresent()) {
            throw new WrongUse(
                    "the environment has only one of " + prefix + "CLIENT_ID and " + prefix + "CLIENT_SECRET");
        }
        return id.map(known -> new Credentials(known, secret.orElseThrow()));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    List<Version> versions() {
        return versions;
    }

    Optional<Path> junit() {
        return Optional.ofNullable(junit);
    }

    Duration pause() {
        return pause;
    }

    /** The ids of the checks to run; empty for all. */
    Set<String> only() {
        return only;
    }

    Set<Need> allowed() {
        return allowed;
    }

    /** Whether {@code --allow} was given. Then the run does not ask. */
    boolean answersAreGiven() {
        return answersAreGiven;
    }

    boolean list() {
        return list;
    }
}
