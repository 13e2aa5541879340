package io.github.keycloakfinapi.api;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.keycloak.http.HttpRequest;

/**
 * Parameters as {@code application/x-www-form-urlencoded}, in a body or a query. Only "&amp;" separates them. Up to 26.7,
 * Keycloak also treats ";" as a separator in a query, which would cut off a password that contains one.
 */
final class Form {
    private Form() {}

    /**
     * The parameters of the query.
     *
     * @throws ApiException 400 for an invalid percent-encoding
     */
    static MultivaluedMap<String, String> ofQuery(HttpRequest request) {
        String query = request.getUri().getRequestUri().getRawQuery();
        return parse(Objects.requireNonNullElse(query, ""), StandardCharsets.UTF_8, "query");
    }

    /**
     * The parameters of a text; none if it is empty.
     *
     * @param where names the text in the error message
     * @throws ApiException 400 for a "%" that encodes nothing
     */
    static MultivaluedMap<String, String> parse(String text, Charset charset, String where) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String parameter : text.split("&")) {
            String[] nameAndValue = parameter.split("=", 2);
            if (!nameAndValue[0].isEmpty()) {
                parameters.add(
                        decoded(nameAndValue[0], charset, where),
                        nameAndValue.length == 1 ? "" : decoded(nameAndValue[1], charset, where));
            }
        }
        return parameters;
    }

    private static String decoded(String encoded, Charset charset, String where) {
        try {
            return URLDecoder.decode(encoded, charset);
        } catch (IllegalArgumentException malformed) {
            throw ApiError.badRequest(
                            "The " + where + " is not a valid form: a '%' must be followed by two hex digits.")
                    .asException();
        }
    }
}
