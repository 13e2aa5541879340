package io.github.keycloakfinapi.log;

import io.github.keycloakfinapi.memory.Newest;

/** Tells what has been logged already, so that a setting is not reported again with every request that meets it. */
public final class Once {
    private static final int MOST = 1_000;

    private final Newest<Object> said = new Newest<>(MOST);

    /** Whether this state of something is another one than the last time; of the newest 1,000 things only. */
    public boolean isNew(String thing, Object state) {
        return !state.equals(said.put(thing, state));
    }
}
