package io.github.keycloakfinapi.internals;

import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;

/** What the server's traces show of a request. */
public final class Traces {
    private Traces() {}

    /** Once the server has written it down, before the trace leaves. */
    public static void hideQuery() {
        LocalRootSpan.current().setAttribute("url.query", "hidden");
    }
}
