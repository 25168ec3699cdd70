package io.github.canarysiem.source.honeyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.chain.ChainDigest;
import io.github.canarysiem.chain.ChainVerifier;
import io.github.canarysiem.source.honeyfile.atime.AtimeDetector;
import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.spi.Settings;
import io.github.canarysiem.testing.RecordingIntake;
import io.github.canarysiem.testing.RunningSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the observations of a detector. */
@Timeout(60)
class HoneyfileSourceTest {
    private static final Actor CAT = FakeDetector.process(4711, "/usr/bin/cat", "alice");
    private static final Actor BACKUP = FakeDetector.process(4712, "/usr/bin/restic", "backup");

    private final RecordingIntake intake = new RecordingIntake();
    private final List<FakeDetector> detectors = new CopyOnWriteArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private @Nullable RunningSource running;

    @TempDir
    private Path folder;

    private Path payroll = Path.of("payroll.xlsx");

    @BeforeEach
    void plant() throws IOException {
        folder = folder.toRealPath();
        payroll = Files.writeString(folder.resolve("payroll.xlsx"), "secret");
        values.putAll(Map.of(
                "paths",
                List.of(folder + "/*.xlsx"),
                "memo",
                "the payroll share",
                "host",
                "files-1",
                "self-test",
                "false",
                "window",
                "300ms",
                "settle",
                "20ms",
                "scan-interval",
                "50ms"));
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Test
    void anActBecomesAnIncidentWithAllThatIsKnown() {
        start();
        detector().tell(payroll, CAT, Operation.OPEN, Operation.READ, Operation.CLOSE);

        Incident incident = first(Kind.FILE_ACCESS);
        assertThat(incident.severity()).isEqualTo(Severity.HIGH);
        assertThat(incident.channel()).isEqualTo("file");
        assertThat(incident.token()).hasToString("Token[id=" + payroll + ", type=honeyfile, memo=the payroll share]");
        assertThat(incident.host()).hasToString("Host[name=files-1, domain=null]");
        assertThat(incident.process()).isEqualTo(CAT.process());
        assertThat(incident.user()).isEqualTo(CAT.user());
        assertThat(incident.file())
                .hasToString("FileActivity[path=" + payroll
                        + ", operations=[open, read], detector=fake, attribution=full, target=null, count=1]");
    }

    @Test
    void repeatsComeAsALaterRevisionOfTheSameIncident() {
        start();
        detector().tell(payroll, CAT, Operation.OPEN, Operation.READ, Operation.CLOSE);
        first(Kind.FILE_ACCESS);
        for (int i = 0; i < 4; i++) {
            detector().tell(payroll, CAT, Operation.OPEN, Operation.READ, Operation.CLOSE);
        }
        Incident later = first(Kind.FILE_ACCESS_ENRICHED);

        assertThat(later.id()).isEqualTo(first(Kind.FILE_ACCESS).id());
        assertThat(later.revision()).isEqualTo(2);
        assertThat(later.file()).isNotNull().extracting("count").isEqualTo(5);
    }

    @Test
    void whoeverIsAllowedRaisesNoAlarm() {
        values.put("allow", List.of(Map.of("executable", "/usr/bin/res*", "user", "backup")));
        start();
        detector().tell(payroll, BACKUP, Operation.OPEN, Operation.READ, Operation.CLOSE);
        detector().tell(payroll, CAT, Operation.OPEN, Operation.CLOSE);

        assertThat(first(Kind.FILE_ACCESS).process()).isEqualTo(CAT.process());
        assertThat(stored(Kind.FILE_ACCESS)).hasSize(1);
    }

    @Test
    void allItsIncidentsFormAChainAcrossRestarts() {
        values.put("chain-key", "secret");
        start();
        detector().tell(payroll, CAT, Operation.OPEN, Operation.CLOSE);
        first(Kind.FILE_ACCESS);
        stop();
        start();
        detector().tell(payroll, BACKUP, Operation.OPEN, Operation.CLOSE);
        await().untilAsserted(() -> assertThat(stored(Kind.FILE_ACCESS)).hasSize(2));
        stop();

        ChainVerifier verifier = new ChainVerifier(ChainDigest.keyed(new Secret("secret")));
        intake.stored().forEach(verifier::follow);
        assertThat(intake.stored()).allMatch(incident -> incident.chain() != null);
        assertThat(verifier.verdict().holds()).isTrue();
        assertThat(verifier.verdict().links()).isEqualTo(6);
    }

    @Test
    void itSaysWhenItBeganAndStoppedAndWhetherTheLastRunEndedInOrder() throws Exception {
        start();
        stop();
        assertThat(intake.stored())
                .extracting(Incident::kind)
                .containsExactly(Kind.MONITOR_STARTED, Kind.MONITOR_STOPPED);
        start();
        assertThat(stored(Kind.MONITOR_STARTED)).extracting(Incident::severity).containsOnly(Severity.INFORMATIONAL);

        // What a killed process leaves behind: its notes and its position, and nobody who stopped it.
        RunningSource second = RunningSource.start(source(), intake);
        await().untilAsserted(() -> assertThat(stored(Kind.MONITOR_STARTED)).hasSize(3));
        second.close();
        Incident third = stored(Kind.MONITOR_STARTED).get(2);
        assertThat(third.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(third.monitor()).isNotNull().extracting("detail").asString().contains("did not end in order");
    }

    @Test
    void aHeartbeatTellsHowManyFilesAreWatched() {
        values.put("heartbeat-interval", "50ms");
        start();

        assertThat(first(Kind.MONITOR_HEARTBEAT).monitor())
                .isNotNull()
                .extracting("detail")
                .asString()
                .startsWith("Watches 1 files");
    }

    @Test
    void withoutHeartbeatsThereAreNone() {
        values.put("heartbeat-interval", "off");
        start();
        detector().tell(payroll, CAT, Operation.OPEN, Operation.CLOSE);
        first(Kind.FILE_ACCESS);

        assertThat(stored(Kind.MONITOR_HEARTBEAT)).isEmpty();
    }

    @Test
    void anOverflowOfTheKernelsQueueIsAnIncident() {
        start();
        detector().overflow();

        assertThat(first(Kind.HISTORY_GAP).gap())
                .isNotNull()
                .extracting("reason")
                .hasToString("OVERFLOW");
    }

    @Test
    void aDetectorThatCannotGoOnStopsTheMonitorWhichIsStartedAgain() {
        start();
        detector().fail("fake: the kernel has had enough");
        first(Kind.MONITOR_STOPPED);
        await().untilAsserted(() -> assertThat(stored(Kind.MONITOR_STARTED)).hasSize(2));

        assertThat(stored(Kind.MONITOR_STOPPED).get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(Objects.requireNonNull(running).failures())
                .extracting(Throwable::getMessage)
                .containsExactly("fake: the kernel has had enough");
        assertThat(detectors.get(0).closed).isTrue();
    }

    @Test
    void filesThatAppearAreWatchedAndThoseThatGoAreForgotten() throws IOException {
        start();
        Path later = Files.writeString(folder.resolve("later.xlsx"), "secret");
        await().untilAsserted(() -> assertThat(detector().watched).contains(later));
        Files.writeString(folder.resolve("later.docx"), "no bait");
        Files.delete(later);
        await().untilAsserted(() -> assertThat(detector().watched).containsExactly(payroll));

        assertThat(first(Kind.FILE_ACCESS).file())
                .hasToString("FileActivity[path=" + later
                        + ", operations=[delete], detector=atime, attribution=none, target=null, count=null]");
    }

    @Test
    void aFileThatIsNotThereYetIsWaitedForAndSaidSo() {
        Path missing = folder.resolve("later.txt");
        values.put("paths", List.of(payroll.toString(), missing.toString()));
        start();

        assertThat(detector().watched).containsExactlyInAnyOrder(payroll, missing);
        assertThat(intake.health().state()).isEqualTo(Health.State.DEGRADED);
        assertThat(intake.health().detail()).contains("waited for: " + missing);
    }

    @Test
    void whatTheJournalRefusesWaitsAndIsSaid() {
        start();
        intake.refuseWhere(finding -> true);
        detector().tell(payroll, CAT, Operation.OPEN, Operation.CLOSE);
        await().untilAsserted(() -> assertThat(intake.health().detail()).contains("1 incidents wait"));
        assertThat(intake.health().state()).isEqualTo(Health.State.DEGRADED);
        intake.refuseNothing();

        first(Kind.FILE_ACCESS);
        await().untilAsserted(() -> assertThat(intake.health().state()).isEqualTo(Health.State.UP));
    }

    @Test
    void aDetectorThatCannotBeOpenedIsSaidInOneLine() {
        RunningSource blind = RunningSource.start(
                new HoneyfileSource(
                        settings(),
                        List.of(new Tier("fake", observer -> {
                            throw new IOException("fake: run as root");
                        })),
                        Clock.systemUTC(),
                        new Ticks()),
                intake);
        running = blind;
        await().until(() -> !blind.failures().isEmpty());

        assertThat(blind.failures().get(0)).hasMessage("fake: fake: run as root");
    }

    @Test
    void aDetectorThatSeesNoReadIsReplacedByTheNextOneAndTheVerdictSaysSo() {
        values.put("self-test", "true");
        values.put("poll-interval", "20ms");
        HoneyfileSettings settings = settings();
        List<Tier> tiers = List.of(
                new Tier("fake", FakeDetector::new),
                new Tier("atime", observer -> new AtimeDetector(observer, settings.pollInterval(), Clock.systemUTC())));
        running = RunningSource.start(new HoneyfileSource(settings, tiers, Clock.systemUTC(), new Ticks()), intake);

        assertThat(first(Kind.MONITOR_STARTED).monitor())
                .isNotNull()
                .extracting("detail")
                .asString()
                .contains("atime sees reads of 1 of 1 files (attribution none)", "fake: its self-test saw no read");
        assertThat(stored(Kind.FILE_ACCESS)).isEmpty();
    }

    @Test
    void anInterruptedSelfTestIsNotTakenForAStrangerAtTheNextStart() throws Exception {
        values.put("self-test", "true");
        values.put("poll-interval", "20ms");
        RunningSource cut = RunningSource.start(source(), intake);
        // The fake detector sees nothing, so that the test waits for its second, after the child has read.
        await().until(() -> FileState.of(payroll)
                .map(state -> state.accessed().isAfter(state.modified()))
                .orElse(false));
        cut.close();
        values.put("self-test", "false");
        start();

        assertThat(stored(Kind.FILE_ACCESS)).isEmpty();
    }

    private void start() {
        int before = stored(Kind.MONITOR_STARTED).size();
        running = RunningSource.start(source(), intake);
        await().untilAsserted(() -> assertThat(stored(Kind.MONITOR_STARTED)).hasSizeGreaterThan(before));
    }

    private HoneyfileSource source() {
        Tier fake = new Tier("fake", observer -> {
            FakeDetector detector = new FakeDetector(observer);
            detectors.add(detector);
            return detector;
        });
        return new HoneyfileSource(settings(), List.of(fake), Clock.systemUTC(), new Ticks());
    }

    private HoneyfileSettings settings() {
        Settings read = Settings.of("sources.files", values);
        HoneyfileSettings settings = HoneyfileSettings.read(read);
        read.check();
        return settings;
    }

    private FakeDetector detector() {
        return detectors.get(detectors.size() - 1);
    }

    private Incident first(Kind kind) {
        await().atMost(Duration.ofSeconds(10)).until(() -> !stored(kind).isEmpty());
        return stored(kind).get(0);
    }

    private List<Incident> stored(Kind kind) {
        return intake.stored().stream()
                .filter(incident -> incident.kind() == kind)
                .toList();
    }
}
