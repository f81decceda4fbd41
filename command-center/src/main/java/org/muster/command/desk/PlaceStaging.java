package org.muster.command.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.command.geo.LayerFile;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.Directory;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnitRow;
import org.muster.command.store.AreaStore;
import org.muster.command.store.Counts;
import org.muster.command.store.Database;
import org.muster.command.store.Staged;
import org.muster.command.store.UnitStore;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.CreditCode;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;

/** Reads divisions and units, and compares them with what is known. */
final class PlaceStaging {
  private final Database database;
  private final Vault vault;

  PlaceStaging(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  Staging areas(Path file) throws IOException {
    return divisions(LayerFile.read(file));
  }

  Staging divisions(Path file, Directory directory) throws IOException {
    return divisions(Reading.divisions(file, directory));
  }

  private Staging divisions(Reading<AreaRow> reading) {
    var rows = reading.accepted().stream().map(PlaceStaging::staged).toList();
    var staging = Staging.of(reading, rows, List.of());
    Counts counts = Counts.NONE;
    for (String batch : staging.batches()) {
      counts = counts.plus(database.read(sql -> AreaStore.compare(sql, batch)));
    }
    return staging.with(counts);
  }

  Staging units(Path file, Directory directory) throws IOException {
    var reading = Reading.units(file, directory);
    Map<String, UnitId> names = database.read(UnitStore::names);
    Map<String, UnitId> codes = database.read(UnitStore::codes);
    Set<UnitId> coded = Set.copyOf(codes.values());
    var rows = new ArrayList<Staged.Unit>();
    var doubts = new ArrayList<Problem>();
    for (UnitRow row : reading.accepted()) {
      Optional<UnitId> named = Optional.ofNullable(names.get(row.name()));
      Optional<UnitId> known = row.code().map(CreditCode::value).map(codes::get);
      boolean taken =
          row.code().isPresent()
              && named.filter(coded::contains).isPresent()
              && !named.equals(known);
      if (taken || (known.isPresent() && named.isPresent() && !named.equals(known))) {
        doubts.add(reading.doubt(row.number(), row.name(), Fault.UNIT_TAKEN));
      } else {
        rows.add(staged(row));
      }
    }
    var staging = Staging.of(reading, rows, doubts);
    Counts counts = Counts.NONE;
    for (String batch : staging.batches()) {
      counts = counts.plus(database.read(sql -> UnitStore.compare(sql, batch)));
    }
    return staging.with(counts);
  }

  private static Staged.Division staged(AreaRow row) {
    AreaCode code = row.code();
    Optional<AreaRow.Ground> ground = row.ground();
    return new Staged.Division(
        code.value(),
        row.name(),
        EnumNames.of(code.level()),
        code.parent().value(),
        ground.map(g -> AreaStore.staged(g.shape())).orElse(null),
        ground.map(g -> g.center().lon()).orElse(null),
        ground.map(g -> g.center().lat()).orElse(null),
        ground.map(AreaRow.Ground::schematic).orElse(null));
  }

  private Staged.Unit staged(UnitRow row) {
    var liaisons =
        row.liaisons().stream()
            .map(
                l ->
                    new Staged.Liaison(
                        EnumNames.of(l.rank()),
                        l.name().value(),
                        l.mobile()
                            .map(MobileNumber::value)
                            .map(number -> Staging.base64(vault.encrypt(number)))
                            .orElse(null),
                        l.mobile()
                            .map(MobileNumber::value)
                            .map(number -> Staging.base64(vault.hash(number)))
                            .orElse(null)))
            .toList();
    return new Staged.Unit(
        row.code().map(CreditCode::value).orElse(null),
        row.name(),
        row.headcount(),
        row.party(),
        row.leader().orElse(null),
        liaisons);
  }
}
