package io.github.keycloakfinapi.testkit.server;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that does not outlive this JVM, unless the JVM is killed. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Runnable afterwards;
    private final Thread atExit = new Thread(this::end);

    private ChildProcess(Process process, Runnable afterwards) {
        this.process = process;
        this.afterwards = afterwards;
    }

    /** @param afterwards runs when {@link #close} or the end of this JVM has ended the process */
    static ChildProcess start(ProcessBuilder builder, Runnable afterwards) throws IOException {
        var child = new ChildProcess(builder.start(), afterwards);
        try {
            Runtime.getRuntime().addShutdownHook(child.atExit);
            return child;
        } catch (IllegalStateException e) {
            // The JVM is ending already, and would leave it behind.
            child.end();
            throw e;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @return whether it has ended in this time, and well */
    boolean succeeds(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook does the same.
        }
        end();
    }

    /** kc.sh keeps a shell as the parent of the server: both have to go. */
    private synchronized void end() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        afterwards.run();
    }
}
