package io.github.keycloakfinapi.log;

import io.github.keycloakfinapi.memory.Newest;

/** Remembers what has been logged, so that a setting is not reported with every request. */
public final class Once {
    private static final int MOST = 1_000;

    private final Newest<Object> said = new Newest<>(MOST);

    /** Whether the state of something differs from the last time. Only the last 1,000 things are remembered. */
    public boolean isNew(String thing, Object state) {
        return !state.equals(said.put(thing, state));
    }
}
