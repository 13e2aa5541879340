package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.view.Observation;

/** What became of a check on one side. */
record Outcome(Kind kind, Observation observed, String reason) {

    enum Kind {
        OBSERVED,
        /** A call that prepares the check has failed. */
        NOT_PREPARED,
        NOT_TRIED,
        NOT_OFFERED
    }

    static Outcome observed(Observation observation) {
        return new Outcome(Kind.OBSERVED, observation, "");
    }

    static Outcome without(Kind kind, String reason) {
        return new Outcome(kind, new Observation(), reason);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    String showDifferences(Outcome other) {
        return observed.show(observed.differences(other.observed()));
    }

    String reasonOnly(Outcome other) {
        return reason;
    }

    String show() {
        return is(Kind.OBSERVED) ? observed.show() : (is(Kind.NOT_PREPARED) ? "to prepare: " : "") + reason;
    }
}
