package io.github.keycloakfinapi.internals;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;

/** What the server's traces show of a request. */
public final class Traces {
    private Traces() {}

    /** Replaces the query string, which the server has already recorded, before the trace is exported. */
    public static void hideQuery() {
        LocalRootSpan.current().setAttribute("url.query", "hidden");
    }

    /**
     * Names the spans of this request; the server gives all requests of an extension the same name. The request's span is named by
     * method and route, as OpenTelemetry specifies, and the code's span by the operation.
     *
     * @param path below the realm, as a template: {@code /api/v2/users/{userId}}
     */
    public static void name(String path, String operation, String version) {
        Span code = Span.current();
        if (code.isRecording()) {
            HttpServerRoute.update(Context.current(), HttpServerRouteSource.CONTROLLER, "/realms/{realm}" + path);
            code.updateName("finapi " + operation + " " + version);
        }
    }
}
