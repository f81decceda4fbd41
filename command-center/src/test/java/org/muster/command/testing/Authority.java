package org.muster.command.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of our own that certifies servers of this machine, as a city's own does. */
public final class Authority {
  private static final String PASSWORD = "changeit";
  private static final String SELF = "authority";

  private final Path folder;
  private final Path store;

  /**
   * What a server shows and what it proves that with.
   *
   * @param cert its certificate (PEM)
   * @param key its private key (PEM), for its owner alone
   */
  public record Pair(Path cert, Path key) {}

  /**
   * @param folder for its files
   */
  public Authority(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    store = folder.resolve("store.p12");
    keytool(SELF, "-ext", "bc:c");
  }

  /** Its own certificate (PEM), by which it is known. */
  public Path cert() throws IOException, GeneralSecurityException {
    return Files.writeString(
        folder.resolve("authority.pem"),
        pem("CERTIFICATE", opened().getCertificate(SELF).getEncoded()));
  }

  /** Certifies somebody who listens on 127.0.0.1. */
  public Pair certify(String name) throws IOException, GeneralSecurityException {
    keytool(name, "-ext", "san=ip:127.0.0.1", "-signer", SELF);
    var keys = opened();
    Certificate own = keys.getCertificateChain(name)[0];
    Path key = folder.resolve(name + ".key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    return new Pair(
        Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", own.getEncoded())),
        key);
  }

  /** Trusts whomever it certified. */
  public KeyStore trust() throws IOException, GeneralSecurityException {
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(SELF, opened().getCertificate(SELF));
    return trust;
  }

  private KeyStore opened() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private void keytool(String name, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    try {
      assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
  }
}
