package io.github.canarysiem.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority for tests, made with the JDK's {@code keytool}, and PEM files that servers and clients take. */
public final class PemFiles {
    private static final String PASSWORD = "throw-away";
    private final Path directory;

    private PemFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes an authority with its files in this folder. */
    public static PemFiles in(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        PemFiles files = new PemFiles(directory);
        files.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-keyalg", "EC", "-ext", "bc:c");
        files.write(
                files.authority(),
                "CERTIFICATE",
                files.store().getCertificate("ca").getEncoded());
        return files;
    }

    /** Makes a key and a certificate of the authority, with such an extension as {@code san=ip:127.0.0.1}. */
    public void issue(String name, String extension)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-signer",
                "ca",
                "-ext",
                extension);
        write(certificate(name), "CERTIFICATE", store().getCertificate(name).getEncoded());
        write(
                key(name),
                "PRIVATE KEY",
                store().getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    /** The authority's certificate. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** The certificate of this name. */
    public Path certificate(String name) {
        return directory.resolve(name + ".crt");
    }

    /** The key of this name, as unencrypted PKCS#8. */
    public Path key(String name) {
        return directory.resolve(name + ".key");
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(directory.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
    }

    private void write(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It lives for a moment.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", directory.resolve("keys.p12").toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool failed: " + Files.readString(directory.resolve("keytool.log")));
        }
    }
}
