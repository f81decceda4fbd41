package org.muster.command.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A disk of a few hundred megabytes, which can be filled up to its last block. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "size=640m";
  private static final int PIECE_BYTES = 1 << 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; empty, and said aloud, where that is not allowed. */
  static Optional<SmallDisk> mount(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (run(List.of("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString()))) {
      return Optional.of(new SmallDisk(folder));
    }
    System.out.println("！！磁盘写满未测试 A FULL DISK WAS NOT TESTED: mounting is not allowed here");
    return Optional.empty();
  }

  /** Takes all the room that is left. */
  void fill() {
    try (var out =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = PIECE_BYTES; size > 0; size /= 2) {
        fill(out, new byte[size]);
      }
    } catch (IOException _) {
      // Not even the closing found room: full.
    }
  }

  private static void fill(OutputStream out, byte[] piece) {
    try {
      while (true) {
        out.write(piece);
      }
    } catch (IOException _) {
      // No room for so large a piece.
    }
  }

  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static boolean run(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      run(List.of("umount", "--lazy", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
