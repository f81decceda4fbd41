package org.muster.command.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files as they come in: known by their hash, copied aside, and removed. */
final class ReceivedFile {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivedFile.class);

  private ReceivedFile() {}

  static String hash(Path file) {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read; (read = in.read(buffer)) > 0; ) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The sender's temporary file is gone after the answer. */
  static Path copy(Path file) {
    try {
      return Files.copy(file, fresh(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new file that only this process may read. */
  static Path fresh() throws IOException {
    return Files.createTempFile("muster-import-", ".bin");
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a temporary file stays behind: {}", file, e);
    }
  }
}
