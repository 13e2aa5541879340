package io.github.keycloakfinapi.ui;

import static org.keycloak.models.BrowserSecurityHeaders.CONTENT_SECURITY_POLICY;
import static org.keycloak.models.BrowserSecurityHeaders.REFERRER_POLICY;
import static org.keycloak.models.BrowserSecurityHeaders.X_FRAME_OPTIONS;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.RealmModel;

/** The page for learning and trying the API. */
public final class OpenApiUi {
    /** The server's option for realms without a setting: whether they have the page. */
    public static final String OPTION = "ui";
    /** Part of the files' path; it changes with every change of a file. */
    public static final String HASH = UiFiles.HASH;

    private static final String ATTRIBUTE = "finapi.ui";
    private static final String ALWAYS_ASK = "no-cache";
    private static final String NEVER_ASK = "public, max-age=31536000, immutable";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private OpenApiUi() {}

    /** A link from the API's root to the page. */
    public static Answer link(ApiRequest request) {
        return answer(request, "link.html", ALWAYS_ASK);
    }

    /** A link from the page's address with a trailing slash, where its relative links would not work. */
    public static Answer linkFromBelow(ApiRequest request) {
        return answer(request, "link-from-below.html", ALWAYS_ASK);
    }

    public static Answer page(ApiRequest request) {
        return answer(request, "page.html", ALWAYS_ASK);
    }

    /** A file of the page. */
    public static Answer file(ApiRequest request) {
        return answer(request, request.variable(), NEVER_ASK);
    }

    private static Answer answer(ApiRequest request, String name, String cacheControl) {
        String mediaType = UiFiles.mediaType(name);
        if (mediaType == null || !isOn(request.realm())) {
            throw ApiError.technical(404, ErrorCode.UNKNOWN_ENTITY, "There is no service at this path.")
                    .asException();
        }
        Map<String, String> headers = securityHeaders(request);
        headers.put(HttpHeaders.CACHE_CONTROL, cacheControl);
        headers.put(HttpHeaders.ETAG, "W/\"" + HASH + '"');
        headers.put(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!acceptsGzip(request)) {
            return new Answer.Document(mediaType, UiFiles.content(name), headers);
        }
        headers.put(HttpHeaders.CONTENT_ENCODING, "gzip");
        return new Answer.Document(mediaType, UiFiles.compressed(name), headers);
    }

    private static boolean isOn(RealmModel realm) {
        String setting = realm.getAttribute(ATTRIBUTE);
        return setting == null
                ? Config.scope("realm-restapi-extension", "api").getBoolean(OPTION, false)
                : Boolean.parseBoolean(setting);
    }

    /** The realm's headers, but with a policy for a page that holds tokens. */
    private static Map<String, String> securityHeaders(ApiRequest request) {
        // Keycloak would replace this policy by the realm's.
        request.session().getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        Map<String, String> ofRealm = request.realm().getBrowserSecurityHeaders();
        Map<String, String> headers = new HashMap<>();
        for (BrowserSecurityHeaders header : BrowserSecurityHeaders.values()) {
            headers.put(header.getHeaderName(), ofRealm.getOrDefault(header.getKey(), header.getDefaultValue()));
        }
        headers.put(CONTENT_SECURITY_POLICY.getHeaderName(), POLICY);
        headers.put(X_FRAME_OPTIONS.getHeaderName(), "DENY");
        headers.put(REFERRER_POLICY.getHeaderName(), "no-referrer");
        headers.values().removeIf(value -> value == null || value.isEmpty());
        return headers;
    }

    private static boolean acceptsGzip(ApiRequest request) {
        String accepted = request.session()
                .getContext()
                .getHttpRequest()
                .getHttpHeaders()
                .getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip");
    }
}
