package io.github.keycloakfinapi.compare.checks;

import java.util.Locale;

/** What a check needs somebody's permission for. */
public enum Need {
    LOCK("lock users of their own"),
    CLIENT("change the client's configuration, and change it back"),
    SECRET("change the admin client's secret, and change it back"),
    VERSION("bind all clients of the mandator to the version that is compared"),
    IDS("make users whose ids the server chooses, or that do not begin with this run's prefix");

    private final String does;

    Need(String does) {
        this.does = does;
    }

    public String does() {
        return does;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
