package io.github.keycloakfinapi.compare.wire;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads a text up to a limit. The JDK can do this only from version 25 on. */
final class LimitedBody implements BodySubscriber<String> {
    private final BodySubscriber<String> text;
    private final long limit;
    private Subscription subscription;
    private long bytes;

    private LimitedBody(BodySubscriber<String> text, long limit) {
        this.text = text;
        this.limit = limit;
    }

    /** @param limit in bytes; a longer body is an {@link IOException} */
    static BodyHandler<String> handler(long limit) {
        return response -> new LimitedBody(BodyHandlers.ofString().apply(response), limit);
    }

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        text.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (bytes > limit) {
            // This part was on its way when the subscription was cancelled.
            return;
        }
        bytes += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > limit) {
            subscription.cancel();
            text.onError(new IOException("more than " + limit + " bytes"));
        } else {
            text.onNext(part);
        }
    }

    @Override
    public void onError(Throwable reason) {
        text.onError(reason);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
