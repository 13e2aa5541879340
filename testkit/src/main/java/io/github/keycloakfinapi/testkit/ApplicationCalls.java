package io.github.keycloakfinapi.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way of the application's calls to the server: they are noted, and meet the faults. */
final class ApplicationCalls implements ReverseProxy.Passage {

    private final FaultOrders faults;
    private final Map<String, List<Note>> notes = new ConcurrentHashMap<>();

    ApplicationCalls(FaultOrders faults) {
        this.faults = faults;
    }

    private static final class Note {

        private final String method;
        private final String path;
        private volatile int status;

        Note(HttpExchange call) {
            method = call.getRequestMethod();
            path = RunningFinapi.belowRealm(call.getRequestURI().getPath());
        }

        FinapiCall call() {
            return new FinapiCall(method, path, status);
        }
    }

    @Override
    public void pass(HttpExchange call, byte[] body, ReverseProxy.Server server)
            throws IOException, InterruptedException {
        var client = CallingClient.of(call, body);
        // An application that loses patience has called, too.
        var note = new Note(call);
        client.ifPresent(id ->
                notes.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(note));
        var delay = faults.delayOf(client, call);
        var fault = faults.next(client, call);
        var answer = fault.answer(call, server);
        // Only now: a fault that is chosen after the delay may be another test's, and a repeated call would overtake.
        Thread.sleep(delay.toMillis());
        // Before it is sent: who has got it may ask at once.
        note.status = answer.status();
        fault.send(answer, call);
    }

    List<FinapiCall> of(FinapiClient client) {
        return notes.getOrDefault(client.id(), List.of()).stream()
                .map(Note::call)
                .toList();
    }

    void forget(FinapiClient client) {
        notes.remove(client.id());
    }
}
