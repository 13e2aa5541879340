package io.github.keycloakfinapi.compare.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks that belong together. */
abstract class Group {
    private final List<Check> checks = new ArrayList<>();
    private Operation operation;

    /** Sets the operation of the checks that follow. */
    final void on(Operation next) {
        operation = next;
    }

    final Check check(String id, Consumer<Api> calls) {
        var check = new Check(id, operation, calls);
        checks.add(check);
        return check;
    }

    final List<Check> checks() {
        return checks;
    }
}
