package io.github.keycloakfinapi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells from a call which client sends it: by its token, or by its credentials. */
final class CallingClient {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private CallingClient() {}

    /** The client's id, if the call says so in one of the ways that finAPI knows. */
    static Optional<String> of(HttpExchange call, byte[] body) {
        var authorization = call.getRequestHeaders().getFirst("Authorization");
        try {
            if (isOf(BEARER, authorization)) {
                return Optional.of(Tokens.clientOf(authorization.substring(BEARER.length())));
            }
            if (isOf(BASIC, authorization)) {
                var credentials = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
                return Optional.of(decoded(new String(credentials, UTF_8).split(":", 2)[0]));
            }
            var query = call.getRequestURI().getRawQuery();
            return parameter("client_id", new String(body, UTF_8))
                    .or(() -> query == null
                            ? Optional.empty()
                            : parameter("client_id", query)
                                    .or(() -> parameter("access_token", query).map(Tokens::clientOf)));
        } catch (IllegalArgumentException malformed) {
            // The server will say so.
            return Optional.empty();
        }
    }

    /** In any case of letters: many clients repeat the {@code token_type} that they got, which is {@code bearer}. */
    private static boolean isOf(String scheme, String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static Optional<String> parameter(String name, String form) {
        return Stream.of(form.split("&"))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> decoded(each.substring(name.length() + 1)))
                .findFirst();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
