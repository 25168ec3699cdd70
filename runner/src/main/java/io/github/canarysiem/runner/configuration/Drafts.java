package io.github.canarysiem.runner.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the configuration: the file that is named, or {@code canary-siem.yml} here, or the environment. */
public final class Drafts {
    /** The file that is read if none is named and it is there. */
    public static final Path DEFAULT_FILE = Path.of("canary-siem.yml");

    private static final int LARGEST_FILE = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Drafts() {}

    /**
     * Reads the configuration.
     *
     * @param named the file that the operator named; null if none
     * @throws ConfigurationException if it cannot be read, or is not YAML
     */
    public static Draft find(@Nullable Path named, Function<String, @Nullable String> environment)
            throws ConfigurationException {
        if (named == null && !Files.exists(DEFAULT_FILE)) {
            return EnvironmentForm.draft(environment);
        }
        return file(named == null ? DEFAULT_FILE : named, environment);
    }

    private static Draft file(Path file, Function<String, @Nullable String> environment) throws ConfigurationException {
        String origin = file.toString();
        List<Fault> duplicates = new ArrayList<>();
        Node.Mapping root = YamlReader.read(origin, text(origin, file), duplicates);
        return new Draft(origin, root, duplicates, environment);
    }

    private static String text(String origin, Path file) throws ConfigurationException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw unreadable(origin, "is larger than 1 MiB; that is no configuration");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw unreadable(origin, "is not text in UTF-8; save it as UTF-8");
        } catch (NoSuchFileException e) {
            throw unreadable(origin, "does not exist; name another with --config");
        } catch (AccessDeniedException e) {
            throw unreadable(origin, "may not be read by this user; mend its permissions");
        } catch (IOException e) {
            throw unreadable(origin, "cannot be read; is it a file?");
        }
    }

    private static ConfigurationException unreadable(String origin, String message) {
        return new ConfigurationException(origin, List.of(new Fault(0, "", message)));
    }
}
