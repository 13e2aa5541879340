package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.log.StructuredLine;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The log's record of a call that changes something, with the level {@code INFO}. A caller's mistake has the level {@code DEBUG}.
 *
 * @param realm its name
 * @param clientId the calling client's; {@code null} if it is not known
 * @param error finAPI's code, {@code null} for a success
 * @param about what has changed, or {@code null}
 */
record ChangeLine(
        Operation operation,
        ApiVersion version,
        String realm,
        String clientId,
        String requestId,
        int status,
        String error,
        Answer.About about) {
    private static final Logger LOG = Logger.getLogger("io.github.keycloakfinapi.changes");

    /** Writes a line for each user or client that has changed, or one line without any. */
    void write() {
        Logger.Level level = status / 100 == 4 ? Logger.Level.DEBUG : Logger.Level.INFO;
        if (!LOG.isEnabled(level)) {
            return;
        }
        Collection<String> ids = about == null ? List.<String>of() : about.ids();
        if (ids.isEmpty()) {
            line().log(LOG, level);
        }
        ids.forEach(id -> line().with(about.what(), id).log(LOG, level));
    }

    private StructuredLine line() {
        return new StructuredLine()
                .with("operation", operation.name())
                .with("version", version.label())
                .with("status", status)
                .with("error", error)
                .with("realmName", realm)
                .with("clientId", clientId)
                .with("requestId", requestId);
    }
}
