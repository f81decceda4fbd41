package org.muster.command.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.TemplateSheet;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.command.store.Database;
import org.muster.command.store.ImportStore;
import org.muster.command.store.ImportStore.Found;
import org.muster.command.store.ImportStore.Import;
import org.muster.command.store.ImportStore.Opened;
import org.muster.command.store.ImportStore.State;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.plan.PlanId;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files, reads them in the background, and swaps their rows in when somebody says so.
 *
 * <p>Reading is heavy and runs on two threads of its own, so that a large sheet holds nobody up;
 * the queue before them is short and refuses what is too much. Rows wait encrypted in the database
 * and survive a restart; a file that was being read does not, and says so.
 */
public final class ImportDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
  private static final int READERS = 2;
  private static final int WAITING_MAX = 32;

  /** Files above this are read one at a time: they may fill a good part of the memory. */
  private static final long LARGE_BYTES = 4 << 20;

  /** Far longer than the largest file takes. */
  private static final Duration READING_MAX = Duration.ofHours(1);

  private final Database database;
  private final ImportWork work;
  private final InstantSource clock;
  private final Semaphore largeOnes = new Semaphore(1, true);
  private final ThreadPoolExecutor readers =
      new ThreadPoolExecutor(
          READERS,
          READERS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().name("import-reader-", 1).daemon().factory());

  public ImportDesk(Database database, ImportWork work, InstantSource clock) {
    this.database = database;
    this.work = work;
    this.clock = clock;
    readers.allowCoreThreadTimeOut(true);
  }

  /**
   * A file as it arrived.
   *
   * @param unit whose roster it is, when the sheet does not say
   * @param command a repeat with the same one is the same import
   */
  public record Upload(
      ImportKind kind, String fileName, Path file, Optional<UnitId> unit, UUID command) {}

  /** What a commit did; {@code skipped} rows had errors. */
  public record Committed(int added, int changed, int skipped, Optional<PlanId> plan) {}

  /** Takes a file and returns at once; what it says is known later. */
  public ImportReport start(Principal sender, Upload upload, Locale language) {
    return ImportReport.of(start(sender, upload), language);
  }

  private Import start(Principal sender, Upload upload) {
    Optional<UnitId> unit = scope(sender, upload);
    Opened opened = opened(sender.id(), upload, unit);
    if (!database.transaction(tx -> ImportStore.add(tx, opened))) {
      return again(sender, opened);
    }
    Path own = ReceivedFile.copy(upload.file());
    try {
      readers.execute(() -> readThenRemove(opened, own));
    } catch (RejectedExecutionException e) {
      ReceivedFile.remove(own);
      fail(opened, Fault.INTERRUPTED);
      throw new RefusedException(Refusal.TOO_FAST);
    }
    return find(opened.id());
  }

  public ImportReport get(Principal reader, UUID id, Locale language) {
    return ImportReport.of(get(reader, id), language);
  }

  private Import get(Principal reader, UUID id) {
    Import found = find(id);
    if (!sees(reader, found)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return found;
  }

  /**
   * The file as it was sent, with a comment in each faulty cell; a list of the problems where there
   * is no file any more, or none that carries comments.
   */
  public HandedOut commented(Principal reader, UUID id, Locale language) {
    Import found = get(reader, id);
    String name = found.opened().fileName().replaceFirst("\\.[A-Za-z]+$", "");
    return new HandedOut(name + "-问题批注.xlsx", work.commented(found, language));
  }

  /** What a file would do to the tables, part by part; nothing once it was committed. */
  public ImportChanges.Part changes(Principal reader, UUID id, ImportChanges.Asked asked) {
    return work.changes().list(get(reader, id).opened(), asked);
  }

  /** An empty form for people to fill in. */
  public HandedOut template(ImportKind kind) {
    TemplateSheet sheet =
        switch (kind) {
          case DIVISIONS -> TemplateSheet.divisions();
          case UNITS -> TemplateSheet.units();
          case ROSTER -> TemplateSheet.roster();
          case DEPLOYMENT -> TemplateSheet.deployment();
          case INSURANCE -> TemplateSheet.insurance();
          case TRAINING -> TemplateSheet.training();
          case AREAS -> throw new RefusedException(Refusal.NOT_FOUND);
        };
    return new HandedOut(sheet.title() + "（模板）.xlsx", sheet.bytes());
  }

  /** Swaps the rows in, all or none; a second time gives the first answer. */
  public Committed commit(Principal sender, UUID id, boolean partial) {
    if (!sees(sender, find(id))) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    return work.commit(id, partial, sender.id());
  }

  /** The names of the files that somebody has brought in so far. */
  public Set<String> loaded(AccountId by) {
    return database.read(sql -> ImportStore.committedFiles(sql, by));
  }

  /** Reads and commits a file in one go, for files that must be right. */
  public Committed load(ImportKind kind, Path file, AccountId by) {
    var upload =
        new Upload(
            kind, String.valueOf(file.getFileName()), file, Optional.empty(), UUID.randomUUID());
    Opened opened = opened(by, upload, Optional.empty());
    database.transaction(tx -> ImportStore.add(tx, opened));
    read(opened, file);
    Import found = find(opened.id());
    if (found.found().state() != State.READY || found.found().accepted() < found.found().rows()) {
      throw new IllegalStateException(file + ": " + found.found().problems());
    }
    return work.commit(opened.id(), false, by);
  }

  /** To be called at start: nobody reads any more what was being read before. */
  public void recover() {
    String problems = Json.write(List.of(new UnreadableFileException(Fault.INTERRUPTED).problem()));
    database.transaction(
        tx -> ImportStore.interrupted(tx, clock.instant().minus(READING_MAX), problems));
  }

  /** Removes what was uploaded and never committed. */
  public int forget(Duration after) {
    return database.transaction(tx -> ImportStore.forget(tx, clock.instant().minus(after)));
  }

  /** Ends reading; what is under way is abandoned and its senders upload again. */
  @Override
  public void close() {
    readers.shutdownNow();
  }

  /** The command post imports everything, a liaison the roster of the own unit. */
  private static Optional<UnitId> scope(Principal sender, Upload upload) {
    if (sender.is(Role.DISPATCHER)) {
      return upload.unit();
    }
    if (!sender.is(Role.LIAISON) || sender.unit().isEmpty() || upload.kind() != ImportKind.ROSTER) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    if (upload.unit().filter(unit -> !sender.unit().get().equals(unit)).isPresent()) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    return sender.unit();
  }

  private static boolean sees(Principal reader, Import found) {
    return reader.is(Role.DISPATCHER)
        || found.opened().owner().equals(reader.id())
        || (reader.is(Role.LIAISON)
            && reader.unit().isPresent()
            && reader.unit().equals(found.opened().unit()));
  }

  private Import again(Principal sender, Opened opened) {
    Import before = get(sender, opened.id());
    boolean same =
        before.opened().kind().equals(opened.kind())
            && before.opened().fileHash().equals(opened.fileHash());
    if (!same) {
      throw new RefusedException(Refusal.IDEMPOTENCY_MISMATCH);
    }
    return before;
  }

  private Import find(UUID id) {
    return database
        .read(sql -> ImportStore.find(sql, id))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private void readThenRemove(Opened opened, Path file) {
    boolean large = file.toFile().length() > LARGE_BYTES;
    try {
      if (large) {
        largeOnes.acquireUninterruptibly();
      }
      read(opened, file);
    } finally {
      if (large) {
        largeOnes.release();
      }
      ReceivedFile.remove(file);
    }
  }

  private void read(Opened opened, Path file) {
    try {
      work.read(opened, file);
    } catch (UnreadableFileException e) {
      fail(opened, e);
    } catch (IOException | RuntimeException e) {
      LOG.error("import {} of kind {} could not be read", opened.id(), opened.kind(), e);
      fail(opened, Fault.INTERRUPTED);
    }
  }

  private void fail(Opened opened, Fault fault) {
    fail(opened, new UnreadableFileException(fault));
  }

  private void fail(Opened opened, UnreadableFileException reason) {
    var found = Found.failed(Json.write(List.of(reason.problem())));
    try {
      database.transaction(
          tx -> {
            ImportStore.found(tx, opened.id(), found);
            ImportStore.clear(tx, opened.id());
            return found;
          });
    } catch (RuntimeException e) {
      LOG.error("import {} stays open until the next start", opened.id(), e);
    }
  }

  private static Opened opened(AccountId owner, Upload upload, Optional<UnitId> unit) {
    String key = owner.value() + " " + upload.command();
    return new Opened(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        EnumNames.of(upload.kind()),
        upload.fileName(),
        ReceivedFile.hash(upload.file()),
        owner,
        unit);
  }
}
