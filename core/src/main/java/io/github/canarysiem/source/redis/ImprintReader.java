package io.github.canarysiem.source.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the imprints of a list of hits in one go over its bytes, without building anything: a first start meets hundreds of
 * thousands of hits that nobody will ever want in full. Spelling does not count: neither the order of members nor blanks,
 * escapes, and members that are null. Thread-safe.
 */
final class ImprintReader {
    private static final long OBJECT = 1;
    private static final long ARRAY = 2;
    private static final long TEXT = 3;
    private static final long WORD = 4;
    /** What a missing member and a null are worth. */
    private static final long NOTHING = 0;

    private final KeyedHash hash;
    private final long info;
    private final long status;
    private final long usualStatus;
    private final long address;
    private final long mail;
    private final long recipients;

    ImprintReader(KeyedHash hash) {
        this.hash = hash;
        this.info = name("additional_info");
        this.status = name("alert_status");
        this.usualStatus = name("alertable");
        this.address = name("src_ip");
        this.mail = name("mail");
        this.recipients = name("recipients");
    }

    /**
     * The imprints of all hits, in order.
     *
     * @param list the bytes of {@code triggered_list}
     * @return empty if this is not one JSON object, or is nested too deep
     */
    Optional<List<HitImprint>> read(byte[] list) {
        JsonCursor json = new JsonCursor(list, hash);
        List<HitImprint> hits = new ArrayList<>(4);
        try {
            json.expect('{');
            for (boolean more = json.opens('}'); more; more = json.goesOn('}')) {
                String key = json.text();
                json.expect(':');
                hits.add(hit(json, key));
            }
            return json.isAtEnd() ? Optional.of(hits) : Optional.empty();
        } catch (JsonCursor.Unexpected e) {
            return Optional.empty();
        }
    }

    private HitImprint hit(JsonCursor json, String key) throws JsonCursor.Unexpected {
        if (json.peek() != '{') {
            return new HitImprint(key, false, identity(key, value(json, 1)), NOTHING);
        }
        json.expect('{');
        boolean hasAddress = false;
        long fixed = OBJECT;
        long content = NOTHING;
        for (boolean more = json.opens('}'); more; more = json.goesOn('}')) {
            long name = json.textHash();
            json.expect(':');
            long value = name == mail ? mail(json) : value(json, 2);
            hasAddress |= name == address;
            if (value == NOTHING || (name == status && value == text(usualStatus))) {
                continue;
            }
            if (name == info || name == status) {
                content += hash.of(name, value);
            } else {
                fixed += hash.of(name, value);
            }
        }
        return new HitImprint(key, hasAddress, identity(key, fixed), content);
    }

    private long mail(JsonCursor json) throws JsonCursor.Unexpected {
        return json.peek() == '{' ? object(json, 2, recipients) : value(json, 2);
    }

    private long value(JsonCursor json, int depth) throws JsonCursor.Unexpected {
        return switch (json.peek()) {
            case '{' -> object(json, depth, NOTHING);
            case '[' -> array(json, depth);
            case '"' -> text(json.textHash());
            default -> {
                long word = json.wordHash();
                yield word == NOTHING ? NOTHING : hash.of(WORD, word);
            }
        };
    }

    /** The order of members makes no difference to a sum. */
    private long object(JsonCursor json, int depth, long leftOut) throws JsonCursor.Unexpected {
        json.enter(depth);
        json.expect('{');
        long sum = OBJECT;
        for (boolean more = json.opens('}'); more; more = json.goesOn('}')) {
            long name = json.textHash();
            json.expect(':');
            long value = value(json, depth + 1);
            if (value != NOTHING && name != leftOut) {
                sum += hash.of(name, value);
            }
        }
        return hash.of(OBJECT, sum);
    }

    private long array(JsonCursor json, int depth) throws JsonCursor.Unexpected {
        json.enter(depth);
        json.expect('[');
        long all = ARRAY;
        for (boolean more = json.opens(']'); more; more = json.goesOn(']')) {
            all = hash.of(all, value(json, depth + 1));
        }
        return hash.of(ARRAY, all);
    }

    private long text(long contentHash) {
        return hash.of(TEXT, contentHash);
    }

    private long identity(String key, long fixed) {
        return hash.of(name(key), fixed);
    }

    private long name(String text) {
        return JsonCursor.hashOf(text, hash);
    }
}
