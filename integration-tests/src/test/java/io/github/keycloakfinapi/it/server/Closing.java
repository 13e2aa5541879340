package io.github.keycloakfinapi.it.server;

import java.util.Objects;
import java.util.stream.Stream;

/** Ends what a test has started, as far as it got. */
public final class Closing {

    private Closing() {}

    /** In this order. What was not started is {@code null}. */
    public static void all(AutoCloseable... started) {
        Stream.of(started).filter(Objects::nonNull).forEach(Closing::close);
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
