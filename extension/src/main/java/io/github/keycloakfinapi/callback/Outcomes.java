package io.github.keycloakfinapi.callback;

/** Counts how attempts end. */
final class Outcomes {
    void count(String realm, Outcome.Kind kind) {
        // TODO
    }
}
