package io.github.keycloakfinapi.it.compare;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a proxy makes of this project's answers, and the check that is meant to find it. */
enum Change {
    STATUS("verify-user-unknown", answer -> answer.status() == 404 ? status(answer, 400) : answer),
    CODE("create-user-id-taken", replacing("ENTITY_EXISTS", "ILLEGAL_ENTITY_STATE")),
    TYPE("create-user-id-taken", replacing("\"BUSINESS\"", "\"TECHNICAL\"")),
    MESSAGE("language-english", replacing("\"message\":\"[^\"]*", "\"message\":\"Something else")),
    CHARSET("language-czech", replacing("[^\\x00-\\x7f]", "?")),
    FIELD_MORE("get-user", replacing("\\{\"id\"", "{\"colour\":\"blue\",\"id\"")),
    FIELD_LESS("token-client", replacing(",\"scope\":\"all\"", "")),
    NUMBER_AS_TEXT("token-user", replacing("\"expires_in\":(\\d+)", "\"expires_in\":\"$1\"")),
    DATE("path-unknown", replacing("\"date\":\"[^\"]*", "\"date\":\"14.07.2026")),
    BODY("revoke-unknown-token", answer -> answer.body().isEmpty() ? body(answer, "{}") : answer),
    CONTENT_TYPE("header-content-type", without("content-type")),
    CACHE_CONTROL("header-cache-control", without("cache-control")),
    CHALLENGE("get-user-without-token", without("www-authenticate")),
    REQUEST_ID("request-id", without("x-request-id")),
    LIMIT_OF_IDS("user-id-too-long", answer -> answer.status() == 400 ? created(answer) : answer),
    LIMIT_OF_PAGES("list-users-per-page-501", answer -> answer.status() == 400 ? status(answer, 200) : answer),
    NO_LOCK(
            "lock-takes-as-many-attempts-as-configured",
            answer -> answer.status() == 423 ? status(answer, 400) : answer);

    private final String check;
    private final UnaryOperator<Exchanged> change;

    Change(String check, UnaryOperator<Exchanged> change) {
        this.check = check;
        this.change = change;
    }

    String check() {
        return check;
    }

    UnaryOperator<Exchanged> change() {
        return change;
    }

    static Exchanged status(Exchanged answer, int status) {
        return new Exchanged(answer.uri(), answer.request(), status, answer.headers(), answer.body());
    }

    private static Exchanged body(Exchanged answer, String body) {
        return new Exchanged(answer.uri(), answer.request(), answer.status(), answer.headers(), body);
    }

    private static Exchanged created(Exchanged answer) {
        return status(body(answer, answer.request()), 201);
    }

    private static UnaryOperator<Exchanged> replacing(String pattern, String other) {
        return answer -> body(answer, answer.body().replaceAll(pattern, other));
    }

    private static UnaryOperator<Exchanged> without(String header) {
        return answer -> {
            answer.headers()
                    .keySet()
                    .removeIf(name -> name.toLowerCase(Locale.ROOT).equals(header));
            return answer;
        };
    }
}
