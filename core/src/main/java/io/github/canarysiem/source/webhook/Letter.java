package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Finding;
import java.util.concurrent.CompletableFuture;

/** What one request brought, on its way to the intake. Thread-safe. */
final class Letter {
    private final Finding finding;
    private final long size;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /**
     * A letter.
     *
     * @param size bytes that it holds of the budget
     */
    Letter(Finding finding, long size) {
        this.finding = finding;
        this.size = size;
    }

    Finding finding() {
        return finding;
    }

    long size() {
        return size;
    }

    /** What to tell the sender, as soon as that is known. */
    CompletableFuture<Answer> answer() {
        return answer;
    }
}
