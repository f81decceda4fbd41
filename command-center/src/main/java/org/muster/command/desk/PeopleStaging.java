package org.muster.command.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.Batch;
import org.muster.command.sheet.Batch.Mark;
import org.muster.command.sheet.CoverRow;
import org.muster.command.sheet.Directory;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.PeopleList;
import org.muster.command.sheet.PersonRow;
import org.muster.command.store.Counts;
import org.muster.command.store.CoverIntake;
import org.muster.command.store.CoverIntake.Cover;
import org.muster.command.store.CoverIntake.Meant;
import org.muster.command.store.Database;
import org.muster.command.store.ImportStore;
import org.muster.command.store.ImportStore.Found;
import org.muster.command.store.ImportStore.State;
import org.muster.command.store.RosterIntake;
import org.muster.command.store.RosterIntake.Alike;
import org.muster.command.store.Sql;
import org.muster.command.store.Staged;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.Masking;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/**
 * Reads rosters, insurance and training lists batch by batch, compares each batch with the people
 * known, and lets its good rows wait in the tables made for them.
 *
 * <p>Each batch is a short transaction of its own; none of it counts before the commit.
 */
final class PeopleStaging {
  private final Database database;
  private final Vault vault;

  PeopleStaging(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  Found roster(UUID id, Path file, Directory directory) throws IOException {
    var counts = new Tally();
    PeopleList list =
        PeopleList.roster(
            file,
            directory,
            (batch, rowsRead) -> counts.add(people(id, batch, rowsRead, directory)));
    int absent = database.read(sql -> RosterIntake.countAbsent(sql, id));
    return found(list, counts.sum, absent);
  }

  Found cover(UUID id, Cover cover, Path file, Directory directory) throws IOException {
    PeopleList list =
        cover == Cover.INSURANCE
            ? PeopleList.insurance(file, directory, (b, rows) -> covers(id, cover, b, rows))
            : PeopleList.training(file, directory, (b, rows) -> covers(id, cover, b, rows));
    return found(list, database.read(sql -> CoverIntake.tally(sql, id)), 0);
  }

  private static Found found(PeopleList list, Counts counts, int absent) {
    String problems = Json.write(list.problems().list());
    return new Found(
        State.READY, list.rows(), list.accepted(), counts, absent, list.sheet(), problems);
  }

  /** Sums what the batches would do. */
  private static final class Tally {
    private Counts sum = Counts.NONE;

    void add(Counts counts) {
      sum = sum.plus(counts);
    }
  }

  private Counts people(UUID id, Batch<PersonRow> batch, int rowsRead, Directory directory) {
    List<Staged.Person> staged = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      staged.add(staged(batch.row(i)));
    }
    if (directory.own().isPresent()) {
      keepOthersPeople(batch, staged);
    }
    doubtAlike(batch, staged);
    var kept = new ArrayList<Staged.Person>();
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isKept(i)) {
        kept.add(staged.get(i));
      }
    }
    return stage(id, rowsRead, tx -> RosterIntake.stage(tx, id, Json.write(kept)));
  }

  /** A liaison takes nobody from another unit. */
  private void keepOthersPeople(Batch<PersonRow> batch, List<Staged.Person> staged) {
    var hashes = staged.stream().map(Staged.Person::idHash).toList();
    Map<String, UnitId> known = database.read(sql -> RosterIntake.known(sql, hashes));
    for (int i = 0; i < batch.size(); i++) {
      UnitId unit = known.get(staged.get(i).idHash());
      if (unit != null && !unit.equals(batch.row(i).unit())) {
        batch.error(i, Mark.ID, Fault.ID_ELSEWHERE);
      }
    }
  }

  private void doubtAlike(Batch<PersonRow> batch, List<Staged.Person> staged) {
    var places = new HashMap<Integer, Integer>();
    for (int i = 0; i < batch.size(); i++) {
      places.put(batch.row(i).number(), i);
    }
    var doubted = new HashSet<Integer>();
    for (Alike alike : database.read(sql -> RosterIntake.alike(sql, Json.write(staged)))) {
      Integer place = places.get(alike.line());
      if (place == null || !doubted.add(place)) {
        continue;
      }
      if (alike.byMobile()) {
        batch.warning(place, Mark.MOBILE, Fault.MOBILE_KNOWN, Masking.name(alike.name()));
      } else {
        batch.warning(place, Mark.NAME, Fault.NAME_KNOWN);
      }
    }
  }

  private void covers(UUID id, Cover cover, Batch<CoverRow> batch, int rowsRead) {
    var named = new ArrayList<Staged.Named>();
    for (int i = 0; i < batch.size(); i++) {
      named.add(named(batch.row(i)));
    }
    var meant = new HashMap<Integer, List<Meant>>();
    for (Meant one : database.read(sql -> CoverIntake.meant(sql, Json.write(named)))) {
      meant.computeIfAbsent(one.line(), _ -> new ArrayList<>()).add(one);
    }
    var latest = new LinkedHashMap<UUID, Staged.Cover>();
    for (int i = 0; i < batch.size(); i++) {
      CoverRow row = batch.row(i);
      person(batch, i, meant.getOrDefault(row.number(), List.of()))
          .map(person -> staged(row, person))
          .ifPresent(days -> latest.merge(days.volunteer(), days, PeopleStaging::later));
    }
    String days = Json.write(latest.values());
    stage(
        id,
        rowsRead,
        tx -> {
          CoverIntake.stage(tx, cover, id, days);
          return Counts.NONE;
        });
  }

  /** The only person whom a row can mean; else the row is refused. */
  private static Optional<Meant> person(Batch<CoverRow> batch, int place, List<Meant> meant) {
    if (meant.size() != 1) {
      Fault fault = meant.isEmpty() ? Fault.ID_UNKNOWN : Fault.PERSON_AMBIGUOUS;
      batch.error(place, mark(batch.row(place)), fault);
      return Optional.empty();
    }
    String name = meant.getFirst().name();
    Optional<PersonName> written = batch.row(place).person().name();
    if (written.filter(n -> !n.value().equals(name)).isPresent()) {
      batch.warning(place, Mark.NAME, Fault.NAME_DIFFERS);
    }
    return Optional.of(meant.getFirst());
  }

  private static Mark mark(CoverRow row) {
    if (row.person().id().isPresent()) {
      return Mark.ID;
    }
    return row.person().mobile().isPresent() ? Mark.MOBILE : Mark.NAME;
  }

  private interface Step {
    Counts take(Sql tx);
  }

  private Counts stage(UUID id, int rowsRead, Step step) {
    return database.transaction(
        tx -> {
          Counts counts = step.take(tx);
          ImportStore.progress(tx, id, rowsRead);
          return counts;
        });
  }

  private Staged.Person staged(PersonRow row) {
    PersonRow.Details details = row.details();
    return new Staged.Person(
        row.number(),
        row.unit().value(),
        row.name().value(),
        EnumNames.of(row.id().sex()),
        row.id().birth(),
        Staging.base64(vault.encrypt(row.id().value())),
        hash(row.id()),
        Staging.base64(vault.encrypt(row.mobile().value())),
        hash(row.mobile()),
        details.department().orElse(null),
        details.dutyTitle().orElse(null),
        details.political().orElse(null),
        row.community().map(AreaCode::value).orElse(null),
        details.skills().map(skills -> String.join("\n", skills)).orElse(null),
        row.shock().orElse(null),
        row.health().map(EnumNames::of).orElse(null),
        details.healthNote().orElse(null),
        details.remark().orElse(null));
  }

  private Staged.Named named(CoverRow row) {
    CoverRow.Person person = row.person();
    return new Staged.Named(
        row.number(),
        person.name().map(PersonName::value).orElse(null),
        person.unit().map(UnitId::value).orElse(null),
        person.id().map(this::hash).orElse(null),
        person.mobile().map(this::hash).orElse(null));
  }

  private static Staged.Cover staged(CoverRow row, Meant person) {
    return new Staged.Cover(
        row.number(),
        person.volunteer(),
        row.days().from(),
        row.days().until(),
        row.policy().orElse(null));
  }

  /** Of two policies or trainings of one person in one list the one that lasts longer counts. */
  private static Staged.Cover later(Staged.Cover a, Staged.Cover b) {
    return b.until().isAfter(a.until()) ? b : a;
  }

  private String hash(IdNumber id) {
    return Staging.base64(vault.hash(id.value()));
  }

  private String hash(MobileNumber mobile) {
    return Staging.base64(vault.hash(mobile.value()));
  }
}
