package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.internals.OutgoingHttp;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * The outcome of an attempt.
 *
 * @param text a short description without secrets
 * @param rest the pause that the receiver has asked for, in milliseconds; 0 for none
 */
record Outcome(Kind kind, String text, long rest) {
    /** The longest pause that a receiver can ask for. */
    private static final long MAX_REST = Duration.ofHours(1).toMillis();

    enum Kind {
        DELIVERED,
        /** Another attempt may succeed. */
        FAILED,
        /** No further attempt makes sense until the receiver changes. */
        REFUSED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The outcome of an answer: 2xx is delivered; 408, 429 and 5xx are retried; everything else, including redirects, is a
     * refusal.
     */
    static Outcome of(OutgoingHttp.Answer answer, Instant now) {
        int status = answer.status();
        String text = "HTTP " + status;
        if (status / 100 == 2) {
            return new Outcome(Kind.DELIVERED, text, 0);
        }
        if (status == 408 || status == 429 || status / 100 == 5) {
            return new Outcome(Kind.FAILED, text, rest(answer.retryAfter(), now));
        }
        return new Outcome(Kind.REFUSED, text, 0);
    }

    /** The outcome if there was no answer. */
    static Outcome of(IOException failure) {
        return new Outcome(Kind.FAILED, text(failure), 0);
    }

    static Outcome failed(String text) {
        return new Outcome(Kind.FAILED, text, 0);
    }

    private static String text(IOException failure) {
        if (failure instanceof OutgoingHttp.RefusedAddressException) {
            return "address not allowed";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        if (failure instanceof SSLException) {
            return "TLS";
        }
        if (failure instanceof InterruptedIOException) {
            return "time-out";
        }
        return failure instanceof SocketException ? "no connection" : "no answer";
    }

    /** In seconds or as a date; anything else is ignored. */
    private static long rest(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return 0;
        }
        String text = retryAfter.strip();
        long rest;
        if (text.matches("[0-9]{1,9}")) {
            rest = Duration.ofSeconds(Long.parseLong(text)).toMillis();
        } else {
            try {
                rest = Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                        .toMillis();
            } catch (DateTimeParseException neither) {
                rest = 0;
            }
        }
        return Math.max(0, Math.min(rest, MAX_REST));
    }
}
