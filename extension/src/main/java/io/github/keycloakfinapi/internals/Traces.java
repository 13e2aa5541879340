package io.github.keycloakfinapi.internals;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;

/** What the server's traces show of a request. */
public final class Traces {
    private Traces() {}

    /** Once the server has written it down, before the trace leaves. */
    public static void hideQuery() {
        LocalRootSpan.current().setAttribute("url.query", "hidden");
    }

    /**
     * Names the spans, where the server calls all requests of an extension by one name: that of the request by its verb and route, as
     * OpenTelemetry wants it, and that of the code by the operation.
     *
     * @param path below the realm, with a variable in place of what a caller has sent
     */
    public static void name(String path, String operation, String version) {
        Span code = Span.current();
        if (code.isRecording()) {
            HttpServerRoute.update(Context.current(), HttpServerRouteSource.CONTROLLER, "/realms/{realm}" + path);
            code.updateName("finapi " + operation + " " + version);
        }
    }
}
