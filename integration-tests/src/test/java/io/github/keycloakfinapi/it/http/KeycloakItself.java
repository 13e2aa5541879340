package io.github.keycloakfinapi.it.http;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The requests that Keycloak refuses before it asks any extension: the only answers that are not in finAPI's shape.
 *
 * <p>Source: docs/compatibility.md.
 */
public final class KeycloakItself {

    /** Path parameters, and what would lead out of the path once it is normalised. */
    private static final Pattern PATH =
            Pattern.compile("(?i).*(;|%3b|//|%2f%2f|(/|%2f)(\\.|%2e){1,2}(/|%2f|$)|%5c|%0|%1|%7f).*");
    /** Encoded, though it need not be. */
    private static final Pattern UNRESERVED =
            Pattern.compile("(?i).*%(3\\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae]|2[de]).*");
    /** Control characters. */
    private static final Pattern QUERY = Pattern.compile("(?i).*%([01][0-9a-f]|7f).*");

    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** In characters, all headers together. */
    private static final int HEADERS = 8 * 1024;

    /** In characters. */
    private static final int REQUEST_LINE = 4 * 1024;

    private KeycloakItself() {}

    /** An answer is Keycloak's own when it may be, and does not have what all of the extension's have. */
    public static boolean answered(Call call, Answer answer) {
        // A verb that it does not know together with a media type that is none is a failure of Keycloak's own.
        var refused = answer.status() >= 400 && (answer.status() < 500 || !VERBS.contains(call.method()));
        return refused && answer.header("X-Request-Id") == null && mayAnswer(call);
    }

    private static boolean mayAnswer(Call call) {
        var query = call.uri().getRawQuery();
        return !VERBS.contains(call.method())
                || PATH.matcher(call.uri().getRawPath()).matches()
                || UNRESERVED.matcher(call.uri().getRawPath()).matches()
                || query != null && QUERY.matcher(query).matches()
                || requestLine(call).length() > REQUEST_LINE
                || size(call) > HEADERS;
    }

    private static String requestLine(Call call) {
        var uri = call.uri();
        return call.method() + " " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1";
    }

    private static int size(Call call) {
        return call.headers().entrySet().stream()
                .mapToInt(header -> header.getValue().stream()
                        .mapToInt(value -> header.getKey().length() + value.length())
                        .sum())
                .sum();
    }
}
