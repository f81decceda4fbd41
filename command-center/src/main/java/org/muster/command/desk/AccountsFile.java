package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.muster.model.wire.Json;

/**
 * The file with the passwords that were generated, for whoever runs this process and nobody else.
 * It is replaced as a whole: a reader sees the old or the new one.
 */
public final class AccountsFile {
  private static final String OWNER_ONLY = "rw-------";

  private final Path file;

  public AccountsFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** By login, in the order of the file; empty when there is none yet. */
  public SequencedMap<String, DemoAccount> read() {
    var accounts = new LinkedHashMap<String, DemoAccount>();
    try {
      if (Files.exists(file)) {
        for (JsonNode node : Json.parse(Files.readString(file))) {
          var account = Json.decode(node, DemoAccount.class);
          accounts.put(account.login(), account);
        }
      }
      return accounts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(Collection<DemoAccount> accounts) {
    String text =
        accounts.stream().map(Json::write).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    try {
      Path folder = Files.createDirectories(file.resolveSibling(""));
      Path fresh =
          Files.createTempFile(
              folder,
              ".accounts",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      store(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On the disk before it takes the place of the old one. */
  private static void store(Path fresh, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
