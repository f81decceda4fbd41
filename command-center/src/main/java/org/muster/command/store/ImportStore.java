package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.access.AccountId;
import org.muster.model.plan.PlanId;
import org.muster.model.roster.UnitId;

/** Imports and their staged rows. */
public final class ImportStore {
  private static final String ADD =
      """
      insert into import (id, kind, state, file_name, file_hash, owner, unit_id)
      values ($1, $2, 'reading', $3, $4, $5, $6)
      on conflict (id) do nothing
      """;

  private static final String FIND =
      "select *, problems::text as problems_text from import where id = $1";

  private static final String LOCK = FIND + " for update";

  private static final String STAGE =
      "insert into import_batch (import_id, ordinal, staged) values ($1, $2, $3)";

  private static final String BATCHES =
      "select staged from import_batch where import_id = $1 order by ordinal";

  private static final String READY =
      """
      update import
      set state = $2, row_count = $3, accepted = $4, added = $5, changed = $6, removed = $7,
          absent = $8, sheet = $9, problems = $10::text::jsonb
      where id = $1 and state = 'reading'
      """;

  private static final String PROGRESS =
      "update import set row_count = $2 where id = $1 and state = 'reading'";

  private static final String COMMITTED =
      """
      update import
      set state = 'committed', added = $2, changed = $3, removed = $4, plan_id = $5
      where id = $1
      """;

  private static final String COMMITTED_FILES =
      "select distinct file_name from import where owner = $1 and state = 'committed'";

  private static final List<String> CLEAR =
      List.of(
          "delete from import_batch where import_id = $1",
          "delete from staged_person where import_id = $1",
          "delete from staged_cover where import_id = $1");

  private static final String INTERRUPTED =
      """
      update import set state = 'failed', problems = $2::text::jsonb
      where state = 'reading' and created_at < $1
      """;

  private static final String FORGET =
      "delete from import where state <> 'committed' and created_at < $1";

  private static final String KEEP_FILE =
      "insert into import_file (import_id, ordinal, sealed) values ($1, $2, $3)";

  private static final String FILE =
      "select sealed from import_file where import_id = $1 and ordinal = $2";

  private static final String FORGET_FILES =
      """
      delete from import_file f using import i
      where i.id = f.import_id and i.created_at < $1
      """;

  private ImportStore() {}

  /** How far an import is. */
  public enum State {
    READING,
    READY,
    COMMITTED,
    FAILED
  }

  /**
   * An import about to be read.
   *
   * @param unit the only unit it may be about
   */
  public record Opened(
      UUID id,
      String kind,
      String fileName,
      String fileHash,
      AccountId owner,
      Optional<UnitId> unit) {}

  /**
   * What reading found.
   *
   * @param absent how many people of the file's units are not in the file
   * @param sheet which sheet of the workbook was read, from 0
   */
  public record Found(
      State state, int rows, int accepted, Counts counts, int absent, int sheet, String problems) {

    /** A file that could not be read. */
    public static Found failed(String problems) {
      return new Found(State.FAILED, 0, 0, Counts.NONE, 0, 0, problems);
    }
  }

  /** An import as it stands. */
  public record Import(Opened opened, Found found, Optional<PlanId> plan, Instant createdAt) {}

  /** False when the import was opened before. */
  public static boolean add(Sql sql, Opened opened) {
    return sql.change(
            ADD,
            opened.id(),
            opened.kind(),
            opened.fileName(),
            opened.fileHash(),
            opened.owner(),
            opened.unit())
        == 1;
  }

  public static Optional<Import> find(Sql sql, UUID id) {
    return sql.find(FIND, ImportStore::record, id);
  }

  /** The import as nobody else can commit it before this transaction ends. */
  public static Optional<Import> lock(Sql tx, UUID id) {
    return tx.find(LOCK, ImportStore::record, id);
  }

  public static void stage(Sql sql, UUID id, int ordinal, byte[] staged) {
    sql.run(STAGE, id, ordinal, staged);
  }

  public static List<byte[]> batches(Sql sql, UUID id) {
    return sql.list(BATCHES, row -> row.getBuffer("staged").getBytes(), id);
  }

  public static void found(Sql sql, UUID id, Found found) {
    sql.run(
        READY,
        id,
        org.muster.model.wire.EnumNames.of(found.state()),
        found.rows(),
        found.accepted(),
        found.counts().added(),
        found.counts().changed(),
        found.counts().removed(),
        found.absent(),
        found.sheet(),
        found.problems());
  }

  /** How many rows were read so far. */
  public static void progress(Sql sql, UUID id, int rows) {
    sql.run(PROGRESS, id, rows);
  }

  public static void committed(Sql tx, UUID id, Counts counts, Optional<PlanId> plan) {
    tx.run(COMMITTED, id, counts.added(), counts.changed(), counts.removed(), plan);
  }

  /** Removes the rows that waited for a commit. */
  public static void clear(Sql sql, UUID id) {
    CLEAR.forEach(statement -> sql.run(statement, id));
  }

  /** Keeps a piece of the file as it was sent. */
  public static void keepFile(Sql sql, UUID id, int ordinal, byte[] sealed) {
    sql.run(KEEP_FILE, id, ordinal, sealed);
  }

  /** A piece of the file as it was sent; none behind the last one, or when it was removed. */
  public static Optional<byte[]> file(Sql sql, UUID id, int ordinal) {
    return sql.find(FILE, row -> row.getBuffer("sealed").getBytes(), id, ordinal);
  }

  /** The files somebody brought in. */
  public static Set<String> committedFiles(Sql sql, AccountId owner) {
    return Set.copyOf(sql.list(COMMITTED_FILES, row -> row.getString("file_name"), owner));
  }

  /** Ends the reading of imports whose reader is gone. */
  public static int interrupted(Sql sql, Instant openedBefore, String problems) {
    return sql.change(INTERRUPTED, openedBefore, problems);
  }

  /** Removes what was never committed, with all its rows, and the files of everything. */
  public static int forget(Sql sql, Instant openedBefore) {
    return sql.change(FORGET, openedBefore) + sql.change(FORGET_FILES, openedBefore);
  }

  private static Import record(Row row) {
    var opened =
        new Opened(
            row.getUUID("id"),
            row.getString("kind"),
            row.getString("file_name"),
            row.getString("file_hash"),
            new AccountId(row.getUUID("owner")),
            Optional.ofNullable(row.getUUID("unit_id")).map(UnitId::new));
    var found =
        new Found(
            Words.of(State.class, row.getString("state")),
            row.getInteger("row_count"),
            row.getInteger("accepted"),
            new Counts(
                row.getInteger("added"), row.getInteger("changed"), row.getInteger("removed")),
            row.getInteger("absent"),
            row.getInteger("sheet"),
            row.getString("problems_text"));
    OffsetDateTime created = row.getOffsetDateTime("created_at");
    return new Import(
        opened,
        found,
        Optional.ofNullable(row.getUUID("plan_id")).map(PlanId::new),
        created.toInstant());
  }
}
