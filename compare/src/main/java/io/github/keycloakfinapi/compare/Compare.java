package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.checks.Caller;
import io.github.keycloakfinapi.compare.checks.Catalogue;
import io.github.keycloakfinapi.compare.checks.Check;
import io.github.keycloakfinapi.compare.checks.Need;
import io.github.keycloakfinapi.compare.view.Printable;
import io.github.keycloakfinapi.compare.wire.Connection;
import io.github.keycloakfinapi.compare.wire.Secrets;
import io.github.keycloakfinapi.compare.wire.SideDoesNotAnswer;
import io.github.keycloakfinapi.compare.wire.Stopped;
import io.github.keycloakfinapi.compare.wire.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** What {@code bin/compare} runs: it makes the same calls to two servers, and shows where their answers differ. */
public final class Compare {
    private static final int ALL_SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int FAILED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Secrets secrets = new Secrets();
    private final List<Row> rows = new ArrayList<>();
    private boolean usersAreLeft;

    private Compare(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String... arguments) {
        // UTF-8 whatever the terminal uses: answers come in several languages.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out, err));
    }

    /**
     * Compares the two sides. Then deletes the users that it has created, even if the process is ended meanwhile.
     *
     * @return 0 if nothing differs; 1 if something differs; 2 after wrong use or a failure, if a side does not answer, if
     *     nothing was compared, or if nothing differs but a user may be left
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        var compare = new Compare(out, err);
        try {
            return compare.run(new Arguments(arguments, environment));
        } catch (WrongUse e) {
            err.println("compare: " + e.getMessage() + "; bin/compare --help says more");
        } catch (SideDoesNotAnswer e) {
            err.println("compare: " + compare.shown(e.getMessage()));
        } catch (IOException e) {
            err.println("compare: the report cannot be written: " + e);
        } catch (Stopped e) {
            err.println("compare: ended");
        } catch (RuntimeException | Error e) {
            // Java itself would exit with 1, which means that something differs.
            err.println("compare: a check failed itself: " + compare.shown(e.toString()));
        } finally {
            out.flush();
        }
        return FAILED;
    }

    private String shown(String text) {
        return Printable.of(secrets.hidden(text));
    }

    private int run(Arguments arguments) throws IOException {
        var checks = chosen(arguments);
        if (arguments.list()) {
            checks.forEach(check -> out.printf("%-50s %s%n", check.id(), check.operation()));
            return ALL_SAME;
        }
        var left = new Connection(arguments.side("left"), arguments.pause(), secrets);
        var right = new Connection(arguments.side("right"), arguments.pause(), secrets);
        var allowed = new Permission(Permission::askAtTerminal).of(arguments, checks);
        if (allowed.contains(Need.IDS)) {
            left.users().believeNewIds();
            right.users().believeNewIds();
        }
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> {
            left.stop();
            right.stop();
            await(ended);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            report(arguments, () -> compare(arguments.versions(), checks, allowed, left, right));
        } finally {
            try {
                cleanUp(left, right);
            } finally {
                // The hook waits for this: without it the process would never end.
                ended.countDown();
                forget(hook);
            }
        }
        return status();
    }

    private int status() {
        if (rows.stream().anyMatch(row -> row.result() == Result.DIFFERS)) {
            return DIFFERENT;
        }
        if (rows.stream().noneMatch(row -> row.result() == Result.SAME)) {
            // Not 0, which means that nothing differs: an address may be wrong.
            err.println("compare: nothing was compared");
            return FAILED;
        }
        return usersAreLeft ? FAILED : ALL_SAME;
    }

    /** Writes a report of failure first, so that no report of an earlier run remains, whatever ends this one. */
    private void report(Arguments arguments, Runnable run) throws IOException {
        write(arguments, Optional.of("The run has not come to its end."));
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            write(arguments, Optional.of("The run has not come to its end: " + e));
            throw e;
        }
        write(arguments, Optional.empty());
    }

    private void write(Arguments arguments, Optional<String> failure) throws IOException {
        if (arguments.junit().isPresent()) {
            new JunitReport(rows, secrets).write(arguments.junit().get(), failure);
        }
    }

    private static List<Check> chosen(Arguments arguments) {
        var all = Catalogue.checks();
        var ids = all.stream().map(Check::id).collect(Collectors.toSet());
        arguments.only().stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw new WrongUse("there is no check " + id + ", see --list");
        });
        return all.stream()
                .filter(check -> arguments.only().isEmpty() || arguments.only().contains(check.id()))
                .toList();
    }

    private void compare(
            List<Version> versions, List<Check> checks, Set<Need> allowed, Connection left, Connection right) {
        var run = "cmp-" + UUID.randomUUID().toString().substring(0, 5);
        out.println("Users of this run begin with " + run + "; they are deleted at the end.");
        out.println();
        var table = new Table(out, secrets);
        table.head(left.side().base(), right.side().base());
        for (var version : versions) {
            var comparison = new Comparison(
                    new Caller(left, version, run + "l" + version.name().charAt(1)),
                    new Caller(right, version, run + "r" + version.name().charAt(1)),
                    allowed);
            checks.stream().filter(check -> check.isFor(version)).forEach(check -> {
                var row = comparison.run(check);
                rows.add(row);
                table.add(row);
            });
        }
        table.summary(rows);
        skipped(checks, allowed);
    }

    private void skipped(List<Check> checks, Set<Need> allowed) {
        var missing = EnumSet.noneOf(Need.class);
        checks.forEach(check -> missing.addAll(check.needs()));
        missing.removeAll(allowed);
        if (!missing.isEmpty()) {
            out.println("Not tried, since nobody allowed it. --allow takes:");
            missing.forEach(need -> out.println("  " + need + ": some checks " + need.does()));
        }
    }

    private void cleanUp(Connection... connections) {
        Arrays.stream(connections).forEach(connection -> {
            var left = connection.users().deleteAll(connection);
            if (!left.isEmpty()) {
                usersAreLeft = true;
                err.println(shown("compare: " + connection.side().name() + ": could not delete " + left));
            }
        });
    }

    /** Waits until the run has changed back what it has changed, and has deleted its users. */
    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook is running already.
            return;
        }
    }
}
