package io.github.keycloakfinapi.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An error in finAPI's format: the {@code errors[]} envelope, or the OAuth body for an unknown caller.
 *
 * <p>Source: finAPI reference, section 6.
 *
 * @param status the HTTP status
 * @param details the entries of {@code errors[]}; empty for an OAuth error
 * @param oauth the OAuth body, or {@code null} for the envelope
 * @param headers headers that belong to this error
 */
public record ApiError(int status, List<Detail> details, OAuth oauth, Map<String, String> headers) implements Answer {

    /** Whether the call contradicts the business rules, or is technically wrong. */
    public enum Type {
        BUSINESS,
        TECHNICAL
    }

    /** One entry of {@code errors[]}. */
    public record Detail(Wording message, ErrorCode code, Type type) {}

    /** A text in the language of {@code Accept-Language}. */
    @FunctionalInterface
    public interface Wording {
        String in(Locale language);
    }

    /** The body of RFC 6749, section 5.2, which finAPI sends with 401. */
    public record OAuth(String error, String error_description) {}

    /** The token endpoint does not know this client, or its secret is wrong. */
    public static final ApiError BAD_CLIENT_CREDENTIALS =
            unauthorized("invalid_client", "Bad client credentials", "Basic realm=\"finAPI\"");

    /** The request has no valid access token. */
    public static final ApiError INVALID_TOKEN =
            unauthorized("invalid_token", "Invalid access token", "Bearer error=\"invalid_token\"");

    /** The caller is known, but must not call this. */
    public static final ApiError ACCESS_DENIED = technical(403, ErrorCode.UNAUTHORIZED_ACCESS, "Access is denied");

    /**
     * Something that the call needs is busy or down, and a later call may succeed. Nothing is counted as a failed login.
     * Nothing was changed, unless the database went away during the commit.
     */
    public static final ApiError NOT_NOW = new ApiError(
            503,
            List.of(technicalDetail(
                    ErrorCode.UNEXPECTED_ERROR, "The service is busy at the moment. Please try again later.")),
            null,
            Map.of("Retry-After", "1"));

    /** The user's store does not allow this change. */
    public static final ApiError READ_ONLY = business(422, ErrorCode.ILLEGAL_ENTITY_STATE, "user.read-only");

    static final ApiError UNEXPECTED =
            technical(500, ErrorCode.UNEXPECTED_ERROR, "An unexpected error occurred. Please try again later.");

    private static ApiError unauthorized(String error, String description, String challenge) {
        return new ApiError(401, List.of(), new OAuth(error, description), Map.of("WWW-Authenticate", challenge));
    }

    /** 400, one entry per message. */
    public static ApiError badRequest(String... messages) {
        return new ApiError(
                400,
                Stream.of(messages)
                        .map(message -> technicalDetail(ErrorCode.BAD_REQUEST, message))
                        .toList(),
                null,
                Map.of());
    }

    /** A technical error, in English as at finAPI. */
    public static ApiError technical(int status, ErrorCode code, String message) {
        return new ApiError(status, List.of(technicalDetail(code, message)), null, Map.of());
    }

    private static Detail technicalDetail(ErrorCode code, String message) {
        return new Detail(language -> message, code, Type.TECHNICAL);
    }

    /** A business error, in the language of {@code Accept-Language}. */
    public static ApiError business(int status, ErrorCode code, String messageKey) {
        return business(status, code, (Wording) language -> Messages.get(messageKey, language));
    }

    /** The same with parameters. */
    public static ApiError business(int status, ErrorCode code, String messageKey, Object... parameters) {
        return business(status, code, wording(messageKey, parameters));
    }

    /** One of the extension's own texts, with parameters. */
    public static Wording wording(String messageKey, Object... parameters) {
        return language -> Messages.format(Messages.get(messageKey, language), parameters);
    }

    /** The same with a text that is not one of the extension's own. */
    public static ApiError business(int status, ErrorCode code, Wording message) {
        return business(status, code, List.of(message));
    }

    /** The same, one entry per message. */
    public static ApiError business(int status, ErrorCode code, List<Wording> messages) {
        return new ApiError(
                status,
                messages.stream()
                        .map(message -> new Detail(message, code, Type.BUSINESS))
                        .toList(),
                null,
                Map.of());
    }

    /** Combines errors with the same status into one. */
    public static ApiError all(List<ApiError> errors) {
        return new ApiError(
                errors.get(0).status(),
                errors.stream().flatMap(error -> error.details().stream()).toList(),
                null,
                Map.of());
    }

    static ApiError methodNotAllowed(String method, String allowed) {
        return new ApiError(
                405,
                List.of(technicalDetail(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "The method " + method + " is not allowed here; allowed: " + allowed + ".")),
                null,
                Map.of("Allow", allowed));
    }

    /** finAPI's code of its first detail, or OAuth's {@code error}. */
    String code() {
        return oauth != null ? oauth.error() : details.get(0).code().name();
    }

    /** An exception that ends the operation with this error. Everything that the operation has written is rolled back. */
    public ApiException asException() {
        return new ApiException(this);
    }
}
