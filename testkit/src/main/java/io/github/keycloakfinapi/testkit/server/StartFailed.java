package io.github.keycloakfinapi.testkit.server;

/** The server is not there. The message ends with the last that it wrote, where the reason is. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int TAIL = 8_000;

    private final String log;

    public StartFailed(String what, String log) {
        super(what + "\n" + tail(log));
        this.log = log;
    }

    public String log() {
        return log;
    }

    private static String tail(String log) {
        return log.length() <= TAIL ? log : "..." + log.substring(log.length() - TAIL);
    }
}
