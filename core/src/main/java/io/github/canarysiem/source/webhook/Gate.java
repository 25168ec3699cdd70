package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Secret;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Judges a request by its head, before its body is read. Thread-safe. */
final class Gate {
    private static final String JSON = "application/json";
    private static final String IDENTITY = "identity";

    private final WebhookSettings settings;

    Gate(WebhookSettings settings) {
        this.settings = settings;
    }

    /** Why a request from this address is refused; null if it is not. */
    @Nullable
    Answer refusal(Request request, @Nullable InetAddress peer) {
        if (!mayCome(peer)) {
            return Answer.FOREIGN_ADDRESS;
        }
        String path = request.getHttpURI().getPath();
        boolean ours = path != null && (path.equals(settings.path()) || path.startsWith(settings.path() + "/"));
        if (!ours || path == null || (settings.secret().isEmpty() && !path.equals(settings.path()))) {
            return Answer.UNKNOWN_PATH;
        }
        if (!knowsSecret(path, request.getHeaders())) {
            return Answer.WRONG_SECRET;
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Answer.WRONG_METHOD;
        }
        return judgedBody(request);
    }

    private boolean mayCome(@Nullable InetAddress peer) {
        return settings.allowed().isEmpty()
                || (peer != null && settings.allowed().stream().anyMatch(block -> block.contains(peer)));
    }

    /** Looks at both, whatever the first says, so that time tells nothing. */
    private boolean knowsSecret(String path, HttpFields headers) {
        boolean byPath = settings.secret()
                .map(secret -> isSame(
                        secret,
                        path.substring(Math.min(path.length(), settings.path().length() + 1))))
                .orElse(true);
        boolean byHeader = settings.header()
                .map(name -> {
                    List<String> values = headers.getValuesList(name);
                    return isSame(settings.headerSecret().orElseThrow(), values.size() == 1 ? values.get(0) : "");
                })
                .orElse(true);
        return byPath && byHeader;
    }

    private static boolean isSame(Secret secret, String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Answer judgedBody(Request request) {
        HttpFields headers = request.getHeaders();
        List<String> types = headers.getValuesList(HttpHeader.CONTENT_TYPE);
        if (types.size() != 1 || !mediaType(types.get(0)).equals(JSON)) {
            return Answer.WRONG_TYPE;
        }
        List<String> encodings = headers.getValuesList(HttpHeader.CONTENT_ENCODING);
        if (!encodings.stream().allMatch(IDENTITY::equalsIgnoreCase)) {
            return Answer.WRONG_TYPE;
        }
        long length = request.getLength();
        if (length == 0 || (length < 0 && !headers.contains(HttpHeader.TRANSFER_ENCODING))) {
            return Answer.NO_LENGTH;
        }
        return length > settings.maximumBody() ? Answer.TOO_LARGE : null;
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
