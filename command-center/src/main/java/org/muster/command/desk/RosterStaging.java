package org.muster.command.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.CoverRow;
import org.muster.command.sheet.Directory;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.PersonRow;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Reading;
import org.muster.command.store.Counts;
import org.muster.command.store.Database;
import org.muster.command.store.RosterIntake;
import org.muster.command.store.RosterIntake.Cover;
import org.muster.command.store.RosterIntake.Known;
import org.muster.command.store.Staged;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.wire.EnumNames;

/** Reads rosters, insurance and training lists, and compares them with the people known. */
final class RosterStaging {
  private final Database database;
  private final Vault vault;

  RosterStaging(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  Staging roster(Path file, Directory directory) throws IOException {
    var reading = Reading.roster(file, directory);
    var hashes = new HashMap<IdNumber, String>();
    reading.accepted().forEach(person -> hashes.put(person.id(), hash(person.id())));
    Map<String, Known> elsewhere =
        directory.own().isPresent()
            ? database.read(sql -> RosterIntake.known(sql, hashes.values()))
            : Map.of();
    var people = new ArrayList<Staged.Person>();
    var doubts = new ArrayList<Problem>();
    for (PersonRow row : reading.accepted()) {
      Known known = elsewhere.get(hashes.get(row.id()));
      if (known != null && !known.unit().equals(row.unit())) {
        doubts.add(Staging.doubt(reading, row.number(), row.id().toString(), Fault.ID_ELSEWHERE));
      } else {
        people.add(staged(row));
      }
    }
    return compared(Staging.of(reading, people, doubts), RosterIntake::compare);
  }

  Staging cover(Cover cover, Path file, Directory directory) throws IOException {
    var reading =
        cover == Cover.INSURANCE
            ? Reading.insurance(file, directory)
            : Reading.training(file, directory);
    var hashes = new HashMap<IdNumber, String>();
    reading.accepted().forEach(row -> hashes.put(row.id(), hash(row.id())));
    Map<String, Known> known = database.read(sql -> RosterIntake.known(sql, hashes.values()));
    var latest = new HashMap<String, Staged.Cover>();
    var doubts = new ArrayList<Problem>();
    int unknown = 0;
    for (CoverRow row : reading.accepted()) {
      String hash = java.util.Objects.requireNonNull(hashes.get(row.id()));
      Known person = known.get(hash);
      if (person == null) {
        unknown++;
        doubts.add(Staging.doubt(reading, row.number(), row.id().toString(), Fault.ID_UNKNOWN));
        continue;
      }
      if (row.name()
          .map(PersonName::value)
          .filter(name -> !name.equals(person.name()))
          .isPresent()) {
        doubts.add(Staging.doubt(reading, row.number(), row.id().toString(), Fault.NAME_DIFFERS));
      }
      latest.merge(hash, staged(row, hash), RosterStaging::later);
    }
    var staging = Staging.of(reading, List.copyOf(latest.values()), doubts);
    int accepted = reading.accepted().size() - unknown;
    return compared(
        new Staging(staging.rows(), accepted, staging.problems(), staging.batches(), Counts.NONE),
        (sql, batch) -> RosterIntake.compare(sql, cover, batch));
  }

  private Staging compared(Staging staging, Comparing comparing) {
    Counts counts = Counts.NONE;
    for (String batch : staging.batches()) {
      counts = counts.plus(database.read(sql -> comparing.compare(sql, batch)));
    }
    return staging.with(counts);
  }

  private interface Comparing {
    Counts compare(org.muster.command.store.Sql sql, String batch);
  }

  private Staged.Person staged(PersonRow row) {
    PersonRow.Details details = row.details();
    return new Staged.Person(
        row.unit().value(),
        row.name().value(),
        EnumNames.of(row.id().sex()),
        row.id().birth(),
        Staging.base64(vault.encrypt(row.id().value())),
        hash(row.id()),
        Staging.base64(vault.encrypt(row.mobile().value())),
        Staging.base64(vault.hash(row.mobile().value())),
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

  private static Staged.Cover staged(CoverRow row, String hash) {
    Optional<String> policy = row.policy();
    return new Staged.Cover(hash, row.days().from(), row.days().until(), policy.orElse(null));
  }

  /** Of two policies or trainings of one person in one list the one that lasts longer counts. */
  private static Staged.Cover later(Staged.Cover a, Staged.Cover b) {
    return b.until().isAfter(a.until()) ? b : a;
  }

  private String hash(IdNumber id) {
    return Staging.base64(vault.hash(id.value()));
  }
}
