package io.github.canarysiem.source.webhook;

import io.github.canarysiem.source.webhook.BodyReader.Reading;
import io.github.canarysiem.source.webhook.Guests.Guest;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One request, from the first byte of its body to its answer. Runs whenever there is more of the body.
 *
 * <p>A peer that still sends when its connection is closed can lose the answer. So what comes behind an early answer is thrown
 * away for a moment.
 */
final class Visit implements Runnable {
    /** The sender waits for two seconds; the rest is for the network. */
    static final Duration ANSWER_WITHIN = Duration.ofMillis(1_500);

    private static final Duration LINGER = Duration.ofMillis(500);

    private final House house;
    private final Guest guest;
    private final Request request;
    private final Response response;
    private final Callback callback;
    // Of the request nothing may be asked any more when it is answered.
    private final Scheduler scheduler;
    private final Executor executor;
    private final Body body;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean readToEnd = new AtomicBoolean();
    /** The answer is written, and the body read to its end or given up. */
    private final AtomicInteger unfinished = new AtomicInteger(2);

    private volatile Scheduler.Task limit = () -> false;

    Visit(House house, Guest guest, Request request, Response response, Callback callback) {
        this.house = house;
        this.guest = guest;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.scheduler = request.getComponents().getScheduler();
        this.executor = request.getComponents().getExecutor();
        this.body = new Body(house.budget(), house.settings().maximumBody());
    }

    /** Begins to read; the answer comes by itself. */
    void begin() {
        guest.beginRequest();
        long left = house.settings().requestTimeout().toNanos() - (System.nanoTime() - request.getBeginNanoTime());
        limit = scheduler.schedule(() -> answer(Answer.TOO_SLOW), Math.max(1, left), TimeUnit.NANOSECONDS);
        run();
    }

    /** Answers without a look at the body. */
    void refuse(Answer answer) {
        answer(answer);
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            // It does not come unless we ask for it.
            endReading();
        } else {
            run();
        }
    }

    @Override
    public void run() {
        while (!readToEnd.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                breakOff(chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            Answer refusal = body.append(chunk.getByteBuffer());
            chunk.release();
            if (refusal != null) {
                answer(refusal);
            }
            if (last) {
                endReading();
            }
        }
    }

    private void endReading() {
        if (readToEnd.compareAndSet(false, true)) {
            limit.cancel();
            if (answered.get()) {
                body.close();
            } else {
                deliver();
            }
            finish();
        }
    }

    private void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        limit.cancel();
        if (answer != Answer.STORED) {
            house.refusals().note(answer, guest.address());
        }
        if (!readToEnd.get()) {
            body.close();
            scheduler.schedule(this::giveUpReading, LINGER);
        }
        answer.write(response, Callback.from(this::endWriting, this::end));
    }

    private void endWriting() {
        guest.endRequest();
        finish();
    }

    private void end(Throwable failure) {
        guest.endRequest();
        callback.failed(failure);
    }

    private void giveUpReading() {
        if (readToEnd.compareAndSet(false, true)) {
            finish();
        }
    }

    private void finish() {
        if (unfinished.decrementAndGet() == 0) {
            callback.succeeded();
        }
    }

    private void deliver() {
        limit = scheduler.schedule(() -> answer(Answer.NOT_STORED), ANSWER_WITHIN);
        Reading reading = house.reader().read(body.content());
        if (reading.finding().isEmpty()) {
            body.close();
            answer(reading.refusal());
            return;
        }
        house.inflow().put(new Letter(reading.finding().get(), body.handOver(), this::tell));
    }

    /** Called by the source's thread, which has other things to do. */
    private void tell(Answer answer) {
        try {
            executor.execute(() -> answer(answer));
        } catch (RejectedExecutionException e) {
            // The server has ended meanwhile, and the connection with it.
            answered.set(true);
        }
    }

    /** What remains of the body does not come, or makes no sense. */
    private void breakOff(Throwable failure) {
        if (failure instanceof HttpException) {
            answer(Answer.MALFORMED);
        }
        if (answered.compareAndSet(false, true)) {
            limit.cancel();
            body.close();
            end(failure);
        } else {
            giveUpReading();
        }
    }
}
