package io.github.keycloakfinapi.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bounded memory of this node, which keeps the entries that were used last. */
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

    /** {@code null} if there is none. */
    public synchronized V get(String thing) {
        return things.get(thing);
    }

    /** The previous value, or {@code null}. */
    public synchronized V put(String thing, V value) {
        return things.put(thing, value);
    }
}
