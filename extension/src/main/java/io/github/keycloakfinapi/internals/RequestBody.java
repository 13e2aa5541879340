package io.github.keycloakfinapi.internals;

import java.io.InputStream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;

/**
 * The body of the current request, kept from the web layer: it would parse a form, or look for a reader of the media type,
 * before any method of ours is called, and what it cannot parse ends as a 500.
 */
public final class RequestBody {
    private RequestBody() {}

    /** To be called while the resource is still being looked up; a form that is there already is not parsed again. */
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
