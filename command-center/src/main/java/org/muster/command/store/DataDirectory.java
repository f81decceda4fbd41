package org.muster.command.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.muster.command.settings.NotStartedException;

/**
 * The folder that belongs to one running server: database, keys and account files.
 *
 * <p>The lock on it is held by the operating system for the life of the process, so that it never
 * outlives a crash.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes the folder if need be and takes it for this process alone. */
  public static DataDirectory open(Path dir) {
    try {
      ownFolder(dir);
      var path = dir.toRealPath();
      var channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw taken(path);
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
      ownFolder(path.resolve("keys"));
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw NotStartedException.because(
          "无法使用数据目录 %s：%s".formatted(dir, e),
          "The data folder %s cannot be used: %s".formatted(dir, e),
          e);
    }
  }

  public Path path() {
    return path;
  }

  /** Keys and passwords of this server; nobody else may read them. */
  public Path keys() {
    return path.resolve("keys");
  }

  /** Files that are being sent in; nothing here outlives a request. */
  public Path uploads() {
    return path.resolve("uploads");
  }

  /** The accounts that a first start made, for whoever set it up. */
  public Path accounts() {
    return path.resolve("demo-accounts.json");
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path programs() {
    return path.resolve("postgres-programs");
  }

  Path databaseLogs() {
    return path.resolve("postgres-log");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("the lock on " + path + " cannot be let go", e);
    }
  }

  /** Makes a folder that only its owner can look into, or leaves the one that is there. */
  static void ownFolder(Path dir) throws IOException {
    Files.createDirectories(
        dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static NotStartedException taken(Path path) throws IOException {
    String holder = Files.readString(path.resolve("lock")).strip();
    return NotStartedException.because(
        "数据目录 %s 正由另一个 Muster 进程（进程号 %s）使用。请先停止它，或用 --data 另选目录。".formatted(path, holder),
        "The data folder %s is in use by another Muster process (pid %s). Stop it first, or choose another folder with --data."
            .formatted(path, holder));
  }
}
