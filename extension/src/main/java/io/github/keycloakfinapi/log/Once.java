package io.github.keycloakfinapi.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what has been logged already, so that a setting is not reported again with every request that meets it. */
public final class Once {
    private static final int MAX = 1_000;

    private final Map<String, Object> said = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
            return size() > MAX;
        }
    });

    /** Whether this state of something is another one than the last time; of the newest 1,000 things only. */
    public boolean isNew(String thing, Object state) {
        return !state.equals(said.put(thing, state));
    }
}
