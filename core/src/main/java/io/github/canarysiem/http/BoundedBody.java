package io.github.canarysiem.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes in the beginning of a body and lets go of the rest: a far end that never stops answering fills no memory. */
final class BoundedBody implements BodySubscriber<BoundedBody.Beginning> {
    /**
     * A body as far as it was read.
     *
     * @param text as UTF-8
     * @param whole whether there was no more
     */
    record Beginning(String text, boolean whole) {}

    private final int longest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Beginning> done = new CompletableFuture<>();
    private volatile @Nullable Subscription subscription;

    /** Fails with a {@link java.util.concurrent.TimeoutException} if it has not come whole in these nanoseconds. */
    BoundedBody(int longest, long patience) {
        this.longest = longest;
        done.orTimeout(patience, TimeUnit.NANOSECONDS);
    }

    @Override
    public CompletionStage<Beginning> getBody() {
        return done.whenComplete((beginning, failure) -> {
            if (failure != null) {
                cancel();
            }
        });
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] taken = new byte[Math.min(part.remaining(), longest - bytes.size())];
            part.get(taken);
            bytes.writeBytes(taken);
            if (part.hasRemaining()) {
                finish(false);
                cancel();
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        finish(true);
    }

    private void cancel() {
        Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    private void finish(boolean whole) {
        done.complete(new Beginning(bytes.toString(StandardCharsets.UTF_8), whole));
    }
}
