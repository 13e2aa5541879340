package io.github.keycloakfinapi.compare.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one side answered to the calls of a check, without what must differ between two servers. */
public final class Observation {
    private static final String STATUS = " status";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();

    /** Parts that are added from now on belong to this call. */
    public void startCall(String summary) {
        calls.add(summary);
    }

    public void add(String part, String value) {
        parts.put(calls.size() + " " + part, value);
    }

    /** Adds a value that the check has worked out itself; it belongs to the last call. */
    public void note(String about, String value) {
        add(about, value);
    }

    /** The parts that differ; empty if none does. */
    public Set<String> differences(Observation other) {
        var names = new LinkedHashSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        names.removeIf(name -> parts.containsKey(name) && parts.get(name).equals(other.parts.get(name)));
        return names;
    }

    /** Shows only these parts, each after its call. */
    public String show(Set<String> names) {
        var text = new ArrayList<String>();
        var last = "";
        for (var name : names) {
            var call = name.substring(0, name.indexOf(' '));
            if (!call.equals(last)) {
                var number = Integer.parseInt(call);
                text.add(number > calls.size() ? "no call " + number : number == 0 ? "" : calls.get(number - 1));
                last = call;
            }
            // The summary of the call has the status.
            if (!name.endsWith(STATUS)) {
                text.add(name.substring(call.length() + 1) + " " + parts.getOrDefault(name, "(absent)"));
            }
        }
        text.removeIf(String::isEmpty);
        return String.join("; ", text);
    }

    /** Shows all parts. */
    public String show() {
        return show(parts.keySet());
    }
}
