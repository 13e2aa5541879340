package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.Outcome.Kind;
import io.github.keycloakfinapi.compare.checks.Api;
import io.github.keycloakfinapi.compare.checks.Caller;
import io.github.keycloakfinapi.compare.checks.Check;
import io.github.keycloakfinapi.compare.checks.Need;
import io.github.keycloakfinapi.compare.checks.NotPrepared;
import io.github.keycloakfinapi.compare.checks.NotTried;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.Set;
import java.util.function.BiFunction;

/** Runs the checks of one version on both sides. */
final class Comparison {
    private final Version version;
    private final Set<Need> allowed;
    private final Caller left;
    private final Caller right;
    private final Offer leftOffer;
    private final Offer rightOffer;

    Comparison(Caller left, Caller right, Set<Need> allowed) {
        this.version = left.version();
        this.allowed = allowed;
        this.left = left;
        this.right = right;
        this.leftOffer = new Offer(left);
        this.rightOffer = new Offer(right);
    }

    Row run(Check check) {
        if (!allowed.containsAll(check.needs())) {
            var reason = "needs --allow " + check.needs().iterator().next();
            return new Row(check, version, Result.NOT_TRIED, reason, reason);
        }
        var onLeft = offered(check, left, leftOffer);
        var onRight = offered(check, right, rightOffer);
        if (onLeft.is(Kind.OBSERVED) && onRight.is(Kind.OBSERVED)) {
            onLeft = tried(check, left);
            // There would be nothing to compare, so do not call the other side.
            onRight = onLeft.is(Kind.NOT_TRIED) ? onRight : tried(check, right);
        }
        return judged(check, onLeft, onRight);
    }

    private static Outcome offered(Check check, Caller caller, Offer offer) {
        return offer.missing(check.operation())
                .map(reason -> Outcome.without(Kind.NOT_OFFERED, reason))
                .orElseGet(() -> Outcome.observed(new Api(caller, check).observation()));
    }

    private static Outcome tried(Check check, Caller caller) {
        var api = new Api(caller, check);
        try {
            check.run(api);
            return Outcome.observed(api.observation());
        } catch (NotTried e) {
            return Outcome.without(Kind.NOT_TRIED, e.getMessage());
        } catch (NotPrepared e) {
            return Outcome.without(Kind.NOT_PREPARED, e.getMessage());
        }
    }

    private Row judged(Check check, Outcome onLeft, Outcome onRight) {
        if (onLeft.is(Kind.NOT_OFFERED) || onRight.is(Kind.NOT_OFFERED)) {
            return row(check, Result.NOT_OFFERED, onLeft, onRight, Outcome::reasonOnly);
        }
        if (onLeft.is(Kind.NOT_TRIED)
                || onRight.is(Kind.NOT_TRIED)
                || onLeft.is(Kind.NOT_PREPARED) && onRight.is(Kind.NOT_PREPARED)) {
            return row(check, Result.NOT_TRIED, onLeft, onRight, Outcome::reasonOnly);
        }
        if (onLeft.is(Kind.NOT_PREPARED) || onRight.is(Kind.NOT_PREPARED)) {
            return row(check, Result.DIFFERS, onLeft, onRight, (outcome, other) -> outcome.show());
        }
        return onLeft.observed().differences(onRight.observed()).isEmpty()
                ? row(check, Result.SAME, onLeft, onRight, (outcome, other) -> "")
                : row(check, Result.DIFFERS, onLeft, onRight, Outcome::showDifferences);
    }

    private Row row(
            Check check, Result result, Outcome onLeft, Outcome onRight, BiFunction<Outcome, Outcome, String> cell) {
        return new Row(check, version, result, cell.apply(onLeft, onRight), cell.apply(onRight, onLeft));
    }
}
