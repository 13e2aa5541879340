package io.github.keycloakfinapi.check;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.representations.idm.RealmRepresentation;

/** Says which settings of a realm contradict what finAPI does. */
public final class RealmCheck {
    private RealmCheck() {}

    /** A line for each of them: the setting, where it is in the console, what goes wrong, and what to set. */
    public static List<String> of(RealmRepresentation realm) {
        CheckedRealm checked = new CheckedRealm(realm);
        return Stream.of(Rule.values()).flatMap(rule -> rule.lines(checked)).toList();
    }
}
