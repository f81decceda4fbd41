package org.muster.command.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.muster.command.settings.NotStartedException;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL that come with this server, unpacked below the data folder.
 *
 * <p>They lie where only their owner can write: in a shared temporary folder another user of the
 * machine could replace them.
 */
final class PostgresPrograms {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final int DIGEST_LENGTH = 12;
  private static final int ATTEMPTS_MAX = 50;
  private static final Duration BUSY = Duration.ofMillis(50);

  /** How many files were unpacked and how large they are together. */
  private static final String CENSUS = "census";

  private final Path folder;
  private final List<String> prefix;

  private PostgresPrograms(Path folder, List<String> prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** Unpacks the programs, unless this very version has been unpacked before. */
  static PostgresPrograms unpacked(Path parent) throws IOException {
    var prefix = userPrefix();
    byte[] archive = archive();
    var folder = parent.resolve(digest(archive));
    if (!isWhole(folder)) {
      DataDirectory.ownFolder(parent);
      Folders.remove(folder);
      var partial = Files.createTempDirectory(parent, "partial-");
      unpack(archive, partial);
      Files.writeString(partial.resolve(CENSUS), census(partial));
      Files.move(partial, folder);
      awaitRunnable(folder);
    }
    removeOthers(parent, folder);
    return new PostgresPrograms(folder, prefix);
  }

  /**
   * A process that another thread is starting at this moment holds what was being unpacked open a
   * little longer, and until then the programs are refused as busy ("Text file busy").
   */
  private static void awaitRunnable(Path folder) throws IOException {
    for (String program : List.of("initdb", "pg_ctl", "postgres")) {
      var version = List.of(folder.resolve("bin").resolve(program).toString(), "--version");
      for (int attempt = 1; attempt < ATTEMPTS_MAX && !runs(version); attempt++) {
        LockSupport.parkNanos(BUSY.toNanos());
      }
    }
  }

  private static boolean runs(List<String> command) {
    try {
      return Command.run(command).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The command line that runs one of the programs. */
  List<String> command(String program, String... arguments) {
    var command = new ArrayList<>(prefix);
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** PostgreSQL does not run as root; in a user namespace of its own it does not see that it is. */
  private static List<String> userPrefix() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (Command.run(List.of("unshare", "--user", "true")).code() != 0) {
      throw NotStartedException.because(
          "内置 PostgreSQL 不能以 root 运行，请改用普通用户启动（或安装 util-linux 并允许 unshare）。",
          "The built-in PostgreSQL does not run as root; start the server as an ordinary user (or"
              + " install util-linux and allow unshare).");
    }
    return List.of("unshare", "--user");
  }

  private static byte[] archive() throws IOException {
    try (var in = PostgresPrograms.class.getResourceAsStream(ARCHIVE)) {
      boolean fits = System.getProperty("os.name").equals("Linux");
      return Optional.ofNullable(in)
          .filter(_ -> fits && System.getProperty("os.arch").equals("amd64"))
          .orElseThrow(
              () ->
                  NotStartedException.because(
                      "此机器类型没有内置 PostgreSQL，请安装 PostgreSQL 15 以上并设置 database.url。",
                      "There is no built-in PostgreSQL for this kind of machine; install PostgreSQL"
                          + " 15 or newer and set database.url."))
          .readAllBytes();
    }
  }

  private static String digest(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    Files.createDirectories(entry.isDirectory() ? path : path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path);
      if (path.startsWith(target.resolve("bin")) && !path.toFile().setExecutable(true)) {
        throw new IOException("cannot be made executable: " + path);
      }
    }
  }

  /** A power cut soon after unpacking may leave files that are empty or missing. */
  private static boolean isWhole(Path folder) throws IOException {
    var census = folder.resolve(CENSUS);
    return Files.exists(census) && Files.readString(census).equals(census(folder));
  }

  private static String census(Path folder) throws IOException {
    long files = 0;
    long bytes = 0;
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(f -> Files.isRegularFile(f) && !f.endsWith(CENSUS)).toList()) {
        files++;
        bytes += Files.size(file);
      }
    }
    return files + " files, " + bytes + " bytes\n";
  }

  /** Older versions and what an interrupted start left behind. */
  private static void removeOthers(Path parent, Path kept) throws IOException {
    try (var folders = Files.list(parent)) {
      for (Path folder : folders.filter(f -> !f.equals(kept)).toList()) {
        Folders.remove(folder);
      }
    }
  }
}
