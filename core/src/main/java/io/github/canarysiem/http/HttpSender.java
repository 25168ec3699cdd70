package io.github.canarysiem.http;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one of several endpoints: to the one that served last, and to each of the others once if that one cannot be
 * reached or says that it is unavailable. Follows no redirect. Keeps cookies, as a load balancer's stickiness needs.
 *
 * <p>Used by one thread at a time; {@link #close()} is safe from any. No message holds a credential.
 */
public final class HttpSender implements AutoCloseable {
    /** Bytes of an answer that are read, at most. */
    public static final int LONGEST_BODY = 4 << 20;

    private final HttpSettings settings;
    private final Clock clock;
    private final Waiting waiting = new Waiting();
    private int current;
    private @Nullable SSLContext context;
    private @Nullable HttpClient client;

    /** A sender that is not connected yet. */
    public HttpSender(HttpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends it to the first endpoint that can serve.
     *
     * @return the answer, whatever its status; of the last endpoint if all are unavailable
     * @throws IOException if no endpoint can be reached, or did not answer in time
     */
    public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        IOException failure = null;
        HttpAnswer unavailable = null;
        for (int attempt = 0; attempt < settings.endpoints().size(); attempt++) {
            URI endpoint = settings.endpoints().get(current);
            try {
                HttpAnswer answer = sendTo(endpoint, call);
                if (!answer.isUnavailable()) {
                    return answer;
                }
                unavailable = answer;
            } catch (IOException e) {
                failure = e;
            }
            current = (current + 1) % settings.endpoints().size();
        }
        if (unavailable != null) {
            return unavailable;
        }
        throw failure == null ? new IOException("no endpoint is configured") : failure;
    }

    /**
     * Sends it to this endpoint.
     *
     * @param endpoint one of the configured ones
     */
    public HttpAnswer sendTo(URI endpoint, HttpCall call) throws IOException, InterruptedException {
        HttpClient connected = client();
        HttpRequest request = request(endpoint, call);
        long end = System.nanoTime() + settings.timeout().toNanos();
        waiting.begin();
        try {
            // Not sendAsync: on few cores that starts a thread for each answer.
            HttpResponse<BoundedBody.Beginning> response =
                    connected.send(request, info -> new BoundedBody(LONGEST_BODY, end - System.nanoTime()));
            return new HttpAnswer(
                    endpoint,
                    response.statusCode(),
                    response.body().text(),
                    response.body().whole(),
                    response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.read(value, clock)));
        } catch (IOException e) {
            throw new IOException(reason(endpoint, e), e);
        } catch (InterruptedException e) {
            if (waiting.wasWoken()) {
                throw new IOException(endpoint + " had not answered when the connection was closed here", e);
            }
            throw e;
        } finally {
            waiting.end();
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        waiting.wake();
    }

    private HttpRequest request(URI endpoint, HttpCall given) {
        HttpCall call = settings.gzip() ? given.compressed() : given;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint + call.path)).timeout(settings.timeout());
        call.headers.forEach(request::setHeader);
        settings.authorization().ifPresent(value -> request.setHeader("Authorization", value.reveal()));
        byte[] body = call.body;
        if (body == null) {
            return request.method(call.method, HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return request.method(call.method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** One for as long as the certificates stay the same. */
    private HttpClient client() throws IOException {
        SSLContext now = settings.tls().current();
        HttpClient known = client;
        if (known == null || now != context) {
            known = build(now);
            client = known;
            context = now;
        }
        return known;
    }

    private HttpClient build(SSLContext tls) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(
                "1.3".equals(settings.leastTls()) ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.3", "TLSv1.2"});
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                // One exchange at a time, and nothing in it blocks: handing over to other threads would only take time.
                .executor(Runnable::run)
                .cookieHandler(new CookieManager())
                .sslContext(tls)
                .sslParameters(parameters);
        settings.proxy().ifPresent(proxy -> builder.proxy(ProxySelector.of(proxy)));
        return builder.build();
    }

    private String reason(URI endpoint, IOException failure) {
        if (failure instanceof SSLException) {
            return endpoint + " offers no TLS connection that can be trusted (tls-ca, tls-minimum): "
                    + failure.getMessage();
        }
        boolean late = failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException);
        if (late || failure.getCause() instanceof TimeoutException) {
            return endpoint + " did not answer within " + settings.timeout();
        }
        String message = failure.getMessage();
        return endpoint + " cannot be reached: "
                + (message == null || message.isBlank() ? failure.toString() : message);
    }
}
