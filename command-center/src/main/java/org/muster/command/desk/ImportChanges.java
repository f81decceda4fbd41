package org.muster.command.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.muster.command.secret.Vault;
import org.muster.command.store.AreaStore;
import org.muster.command.store.Change;
import org.muster.command.store.CoverIntake;
import org.muster.command.store.Database;
import org.muster.command.store.ImportStore;
import org.muster.command.store.ImportStore.Opened;
import org.muster.command.store.RosterIntake;
import org.muster.command.store.RosterIntake.Page;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.command.store.Words;
import org.muster.model.RefusedException;
import org.muster.model.roster.Masking;
import org.muster.model.wire.Json;

/** What an import would add, change and take away, one by one; names of people are masked. */
public final class ImportChanges {
  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Database database;
  private final Vault vault;
  private final PlanVersions plans;

  ImportChanges(Database database, Vault vault, PlanVersions plans) {
    this.database = database;
    this.vault = vault;
    this.plans = plans;
  }

  /** Which changes are wanted: so many of a kind, after a key. */
  public record Asked(Change.Kind kind, Optional<String> after, int limit) {

    /** Refuses a kind or a key that is none. */
    public static Asked of(String kind, Optional<String> after, int limit) {
      try {
        return new Asked(Words.of(Change.Kind.class, kind), after, limit);
      } catch (IllegalStateException e) {
        throw RefusedException.invalid("change", "unknown");
      }
    }
  }

  /** Some of the changes of one kind; {@code next} is the key to go on after. */
  public record Part(List<Change> items, Optional<String> next) {}

  Part list(Opened opened, Asked asked) {
    var page = page(asked, opened);
    boolean isAbsent = asked.kind() == Change.Kind.ABSENT;
    List<Change> found =
        switch (ImportKind.find(opened.kind()).orElseThrow()) {
          case ROSTER ->
              people(
                  sql ->
                      isAbsent
                          ? RosterIntake.absent(sql, opened.id(), page)
                          : RosterIntake.changes(sql, opened.id(), asked.kind(), page));
          case INSURANCE, TRAINING ->
              people(sql -> CoverIntake.changes(sql, opened.id(), asked.kind(), page));
          case UNITS ->
              places(opened.id(), asked, (sql, b) -> UnitStore.changes(sql, asked.kind(), b));
          case AREAS, DIVISIONS ->
              places(opened.id(), asked, (sql, b) -> AreaStore.changes(sql, asked.kind(), b));
          case DEPLOYMENT ->
              places(
                  opened.id(),
                  asked,
                  (sql, b) ->
                      plans.changes(sql, asked.kind(), Json.read(b, PlanVersions.Text.class)));
        };
    boolean more = found.size() == asked.limit();
    return new Part(found, more ? Optional.of(found.getLast().key()) : Optional.empty());
  }

  /** Lists of people go on after a line, those of absent people after somebody. */
  private static Page page(Asked asked, Opened opened) {
    boolean people = List.of("roster", "insurance", "training").contains(opened.kind());
    String form = asked.kind() == Change.Kind.ABSENT ? UUID_FORM : "[0-9]{1,9}";
    if (people && asked.after().filter(key -> !key.matches(form)).isPresent()) {
      throw RefusedException.invalid("after", "unknown");
    }
    return new Page(asked.after(), asked.limit());
  }

  private interface Query {
    List<Change> run(Sql sql);
  }

  private List<Change> people(Query query) {
    return database.read(query::run).stream().map(ImportChanges::masked).toList();
  }

  private static Change masked(Change change) {
    return new Change(
        change.line(),
        Masking.name(change.subject()),
        change.unit(),
        change.columns(),
        change.key());
  }

  /** Short files are compared as a whole, with the tables as they stand now. */
  private List<Change> places(UUID id, Asked asked, BiFunction<Sql, String, List<Change>> changes) {
    var all = new ArrayList<Change>();
    database.read(
        sql -> {
          for (byte[] sealed : ImportStore.batches(sql, id)) {
            all.addAll(changes.apply(sql, vault.decrypt(sealed)));
          }
          return all;
        });
    return all.stream()
        .sorted((a, b) -> a.key().compareTo(b.key()))
        .filter(change -> asked.after().filter(a -> change.key().compareTo(a) <= 0).isEmpty())
        .limit(asked.limit())
        .toList();
  }
}
