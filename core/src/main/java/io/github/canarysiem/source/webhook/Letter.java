package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Finding;
import java.util.function.Consumer;

/** What one request brought, on its way to the intake. From then on it is the source's thread's alone. */
final class Letter {
    private final Finding finding;
    private final long size;
    private final Consumer<Answer> sender;
    private boolean told;

    /**
     * A letter.
     *
     * @param size bytes that it holds of the budget
     * @param sender hears what has become of it, once
     */
    Letter(Finding finding, long size, Consumer<Answer> sender) {
        this.finding = finding;
        this.size = size;
        this.sender = sender;
    }

    Finding finding() {
        return finding;
    }

    long size() {
        return size;
    }

    /** Tells the sender, unless he has been told something already. */
    void answer(Answer answer) {
        if (!told) {
            told = true;
            sender.accept(answer);
        }
    }
}
