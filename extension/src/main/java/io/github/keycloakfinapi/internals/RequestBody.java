package io.github.keycloakfinapi.internals;

import java.io.InputStream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;

/**
 * The body of the current request, hidden from the web layer. Otherwise the web layer would parse a form, or look for a
 * reader of the media type, before our code is called, and answer 500 to what it cannot parse.
 */
public final class RequestBody {
    private RequestBody() {}

    /** Must be called while the resource is looked up. The web layer does not parse a form that is already set. */
    public static void claim() {
        request().setFormData(new FormData(0));
    }

    /** The body as it was sent. */
    public static InputStream stream() {
        return request().getInputStream();
    }

    private static ResteasyReactiveRequestContext request() {
        return CurrentRequestManager.get();
    }
}
