package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that does not depend on the side to which it goes.
 *
 * @param path below the version's resources, unless the request comes from {@link #oauth} or {@link #root}
 * @param body {@code null} for none
 */
public record Request(String method, Root root, String path, List<Header> headers, String body) {

    /** Where a path begins. */
    public enum Root {
        RESOURCES,
        OAUTH,
        BASE
    }

    /** A request may have several headers of the same name. */
    public record Header(String name, String value) {}

    /** @param path below {@code /api/v1} or {@code /api/v2} */
    public static Request to(String method, String path) {
        return new Request(method, Root.RESOURCES, path, List.of(), null);
    }

    public static Request get(String path) {
        return to("GET", path);
    }

    public static Request post(String path) {
        return to("POST", path);
    }

    public static Request patch(String path) {
        return to("PATCH", path);
    }

    public static Request delete(String path) {
        return to("DELETE", path);
    }

    /** A path of the token service. */
    public static Request oauth(String method, String path) {
        return new Request(method, Root.OAUTH, path, List.of(), null);
    }

    /** A path below the base URL, whatever the version. */
    public static Request root(String method, String path) {
        return new Request(method, Root.BASE, path, List.of(), null);
    }

    public Request header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Request(method, root, path, more, body);
    }

    public Request bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** @param fields names and values in turn */
    public Request json(Object... fields) {
        return body("application/json", Json.of(fields));
    }

    public Request body(String type, String text) {
        var typed = type == null ? this : header("Content-Type", type);
        return new Request(method, root, path, typed.headers, text);
    }

    /** @param parameters names and values in turn */
    public Request form(String... parameters) {
        return body("application/x-www-form-urlencoded", encoded(parameters));
    }

    /** @param parameters names and values in turn */
    public Request query(String... parameters) {
        return rawQuery(encoded(parameters));
    }

    /** Adds the text to the query as it is. */
    public Request rawQuery(String query) {
        return new Request(method, root, path + (path.contains("?") ? "&" : "?") + query, headers, body);
    }

    public static String encoded(String... parameters) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < parameters.length; i += 2) {
            pairs.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return String.join("&", pairs);
    }

    boolean createsUser() {
        return method.equals("POST")
                && root == Root.RESOURCES
                && path.replaceFirst("\\?.*", "").equals("/users");
    }

    String at(Version version) {
        return switch (root) {
                    case RESOURCES -> version.resources();
                    case OAUTH -> version.oauth();
                    case BASE -> "";
                }
                + path;
    }

    /** Leaves out the query, which may contain a secret. */
    @Override
    public String toString() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }
}
