package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.Attribute;
import io.github.canarysiem.FileActivity;
import io.github.canarysiem.Host;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.Token;
import io.github.canarysiem.source.honeyfile.atime.AtimeDetector;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.spi.Sighting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes incidents of what was done to files. Immutable. */
final class FileIncidents {
    private static final String CHANNEL = "file";
    private static final String TYPE = "honeyfile";

    private final HoneyfileSettings settings;

    FileIncidents(HoneyfileSettings settings) {
        this.settings = settings;
    }

    /** An act, or a later state of it. */
    Parcel of(Act act, Path named) {
        RunningProcess process = act.actor().process();
        String id = id(
                act.path(),
                process == null ? null : process.pid(),
                process == null ? null : process.startedAt(),
                act.begun());
        List<String> operations = codes(act.operations());
        IncidentBuilder incident = start(
                        id, act.again() ? Kind.FILE_ACCESS_ENRICHED : Kind.FILE_ACCESS, act.begun(), act.seen(), named)
                .user(act.actor().user())
                .process(process)
                .file(new FileActivity(
                        named.toString(),
                        operations,
                        act.detector(),
                        act.actor().attribution().code(),
                        Objects.toString(act.target(), null),
                        act.count()))
                .other(realPath(act.path(), named, List.of()));
        String fingerprint = IncidentId.of(id, String.join(" ", operations), Integer.toString(act.count()));
        return new Parcel(incident, new Sighting(id, fingerprint), act.path(), set(act.operations()), act.last());
    }

    /** Acts that were too many for an incident each. */
    Parcel of(Flood flood, Path named, Instant observed) {
        String id = IncidentId.of(
                TYPE,
                "flood",
                settings.host(),
                flood.path().toString(),
                flood.begun().toString());
        List<Attribute> sums = new ArrayList<>();
        sums.add(Attribute.of(
                "/summary",
                flood.count() + " further accesses within " + settings.window()
                        + " were counted, not reported one by one"));
        sums.add(new Attribute("/executables", flood.executables()));
        sums.add(new Attribute("/users", flood.users()));
        IncidentBuilder incident = start(id, Kind.FILE_ACCESS, flood.begun(), observed, named)
                .file(activity(named, flood.operations(), flood.detector(), flood.count()))
                .other(realPath(flood.path(), named, sums));
        return new Parcel(incident, Sighting.of(id), flood.path(), set(flood.operations()), flood.last());
    }

    /** What happened while nobody watched; the times of the file tell it. */
    Parcel of(Absence absence, Path path, Path named, Instant observed) {
        Instant at = absence.at().filter(told -> !told.isAfter(observed)).orElse(observed);
        String id = id(path, null, null, at);
        IncidentBuilder incident = start(id, Kind.FILE_ACCESS, at, observed, named)
                .file(activity(named, absence.operations(), AtimeDetector.NAME, null))
                .other(realPath(
                        path, named, List.of(Attribute.of("/summary", "It happened while canary-siem did not watch"))));
        return new Parcel(incident, Sighting.of(id), path, set(absence.operations()), observed);
    }

    /** A folder that is gone with all that lay in it. */
    Parcel gone(Path folder, Instant observed) {
        String id = IncidentId.of(TYPE, "gone", settings.host(), folder.toString(), observed.toString());
        return Parcel.of(start(id, Kind.FILE_ACCESS, observed, observed, folder)
                .file(activity(folder, List.of(Operation.DELETE), AtimeDetector.NAME, null))
                .other(List.of(Attribute.of("/summary", "The folder and all that lay in it is out of sight"))));
    }

    private IncidentBuilder start(String id, Kind kind, Instant occurred, Instant observed, Path named) {
        return Incident.of(id, kind, settings.severity(), occurred, observed)
                .token(new Token(named.toString(), TYPE, settings.memo()))
                .channel(CHANNEL)
                .host(new Host(settings.host(), null));
    }

    private static FileActivity activity(
            Path named, Collection<Operation> operations, String detector, @Nullable Integer count) {
        return new FileActivity(named.toString(), codes(operations), detector, Attribution.NONE.code(), null, count);
    }

    private String id(Path path, @Nullable String pid, @Nullable Instant started, Instant begun) {
        return IncidentId.of(
                TYPE,
                settings.host(),
                path.toString(),
                Objects.toString(pid, ""),
                Objects.toString(started, ""),
                begun.toString());
    }

    private static List<String> codes(Collection<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation != Operation.CLOSE)
                .map(Operation::code)
                .toList();
    }

    private static List<Attribute> realPath(Path path, Path named, List<Attribute> others) {
        if (path.equals(named)) {
            return others;
        }
        List<Attribute> all = new ArrayList<>(others);
        all.add(Attribute.of("/real_path", path.toString()));
        return all;
    }

    private static Set<Operation> set(Collection<Operation> operations) {
        Set<Operation> set = EnumSet.noneOf(Operation.class);
        set.addAll(operations);
        return set;
    }
}
