package io.github.keycloakfinapi.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/** What this node remembers of some things: of so many as were asked for last. */
public final class Newest<V> {
    private final Map<String, V> things;

    public Newest(int most) {
        things = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** {@code null} when it is not remembered. */
    public synchronized V get(String thing) {
        return things.get(thing);
    }

    /** What was remembered until now, or {@code null}. */
    public synchronized V put(String thing, V value) {
        return things.put(thing, value);
    }
}
