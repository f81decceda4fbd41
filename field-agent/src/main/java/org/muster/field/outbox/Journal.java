package org.muster.field.outbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.model.RefusedException;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.Frames;
import org.muster.model.wire.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox's file: one JSON line per deed and per answer, appended.
 *
 * <p>On opening it is written anew with the open deeds only, beside the old file and then moved
 * over it, so that a crash leaves the one or the other. A last line cut short by a crash was never
 * confirmed to anybody and is left out.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final List<Do> open;
  private final FileChannel channel;

  private Journal(Collection<Do> open, FileChannel channel) {
    this.open = List.copyOf(open);
    this.channel = channel;
  }

  static Journal open(Path file) throws IOException {
    Collection<Do> open = Files.exists(file) ? read(file) : List.of();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (var channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
      for (Do deed : open) {
        append(channel, Frames.write(deed));
      }
      channel.force(true);
    }
    Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
    syncFolder(file);
    return new Journal(open, FileChannel.open(file, WRITE, APPEND));
  }

  /** The deeds that were open when the file was opened. */
  List<Do> takeOver() {
    return open;
  }

  void write(Do deed) {
    try {
      append(channel, Frames.write(deed));
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeSettled(UUID id) {
    try {
      append(channel, Json.write(Map.of("settled", id)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Collection<Do> read(Path file) throws IOException {
    var open = new LinkedHashMap<UUID, Do>();
    for (String line : lines(file)) {
      try {
        JsonNode node = Json.parse(line);
        if (node.has("settled")) {
          open.remove(UUID.fromString(node.get("settled").asText()));
        } else if (Frames.readClient(line) instanceof Do deed) {
          open.put(deed.id(), deed);
        }
      } catch (RefusedException | IllegalArgumentException _) {
        LOG.warn("{}: an unreadable line of {} characters is left out", file, line.length());
      }
    }
    return open.values();
  }

  /** Tolerates a character cut in the middle, which reading by lines would not. */
  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static void append(FileChannel channel, String line) throws IOException {
    var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (var channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
