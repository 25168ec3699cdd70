package io.github.canarysiem.source.webhook;

import io.github.canarysiem.source.webhook.Guests.Guest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Receives every request. Thread-safe. */
final class HookHandler extends Handler.Abstract {
    private final House house;
    private final Guests guests;
    private final Gate gate;
    private volatile boolean closed;

    HookHandler(House house, Guests guests) {
        this.house = house;
        this.guests = guests;
        this.gate = new Gate(house.settings());
    }

    /** From now on everybody is told to come again. */
    void close() {
        closed = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Guest guest = guests.of(request.getConnectionMetaData().getConnection().getEndPoint());
        Visit visit = new Visit(house, guest, request, response, callback);
        Answer refusal = gate.refusal(request, guest.address());
        if (refusal != null) {
            visit.refuse(refusal);
        } else if (closed) {
            visit.refuse(Answer.STOPPING);
        } else {
            visit.begin();
        }
        return true;
    }

    /** What Jetty itself refuses: it is not HTTP, or too much of it. */
    boolean handleError(Request request, Response response, Callback callback) {
        Answer answer = switch (response.getStatus()) {
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
                Answer.HEADERS_TOO_LARGE;
            case HttpStatus.REQUEST_TIMEOUT_408 -> Answer.TOO_SLOW;
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> Answer.BROKEN;
            default -> Answer.MALFORMED;
        };
        Guest guest = guests.of(request.getConnectionMetaData().getConnection().getEndPoint());
        house.refusals().note(answer, guest.address());
        answer.write(response, callback);
        return true;
    }
}
