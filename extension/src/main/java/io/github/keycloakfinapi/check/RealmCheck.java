package io.github.keycloakfinapi.check;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.representations.idm.RealmRepresentation;

/** Finds the settings of a realm that contradict finAPI. */
public final class RealmCheck {
    private RealmCheck() {}

    /** A line for each: the setting, its place in the console, the consequence, and what to do. */
    public static List<String> of(RealmRepresentation realm) {
        CheckedRealm checked = new CheckedRealm(realm);
        return Stream.of(Rule.values()).flatMap(rule -> rule.lines(checked)).toList();
    }
}
