package io.github.keycloakfinapi.internals;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * A request with its parameters in a form, no matter how the caller sent them: Keycloak's endpoints read parameters only
 * from forms, and authenticate a client by them only with the form's media type. It has no Origin header: finAPI's token
 * service is not for web pages, and Keycloak would apply its own CORS rules.
 */
record FormRequest(HttpRequest request, MultivaluedMap<String, String> parameters) implements HttpRequest {

    @Override
    public String getHttpMethod() {
        return request.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return parameters;
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return request.getMultiPartFormParameters();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return new FormHeaders(request.getHttpHeaders());
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return request.getClientCertificateChain();
    }

    @Override
    public UriInfo getUri() {
        return request.getUri();
    }

    @Override
    public boolean isProxyTrusted() {
        return request.isProxyTrusted();
    }

    private record FormHeaders(HttpHeaders headers) implements HttpHeaders {
        private static final String ORIGIN = "Origin";

        @Override
        public MediaType getMediaType() {
            return MediaType.APPLICATION_FORM_URLENCODED_TYPE;
        }

        @Override
        public List<String> getRequestHeader(String name) {
            return ORIGIN.equalsIgnoreCase(name) ? List.of() : headers.getRequestHeader(name);
        }

        @Override
        public String getHeaderString(String name) {
            return ORIGIN.equalsIgnoreCase(name) ? null : headers.getHeaderString(name);
        }

        @Override
        public MultivaluedMap<String, String> getRequestHeaders() {
            MultivaluedMap<String, String> all = new CaseInsensitiveMap<>();
            all.putAll(headers.getRequestHeaders());
            all.remove(ORIGIN);
            return all;
        }

        @Override
        public List<MediaType> getAcceptableMediaTypes() {
            return headers.getAcceptableMediaTypes();
        }

        @Override
        public List<Locale> getAcceptableLanguages() {
            return headers.getAcceptableLanguages();
        }

        @Override
        public Locale getLanguage() {
            return headers.getLanguage();
        }

        @Override
        public Map<String, Cookie> getCookies() {
            return headers.getCookies();
        }

        @Override
        public Date getDate() {
            return headers.getDate();
        }

        @Override
        public int getLength() {
            return headers.getLength();
        }
    }
}
