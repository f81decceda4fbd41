package org.muster.command.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.muster.command.geo.LayerFile;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.DeploymentRow;
import org.muster.command.sheet.Directory;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnitRow;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.command.store.AreaStore;
import org.muster.command.store.Counts;
import org.muster.command.store.Database;
import org.muster.command.store.PlanStore;
import org.muster.command.store.Staged;
import org.muster.command.store.UnitStore;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.CreditCode;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** Reads divisions, units and deployment tables, and compares them with what is known. */
final class PlaceStaging {
  private final Database database;
  private final Vault vault;
  private final Supplier<Jurisdiction> places;
  private final PlanVersions plans;

  PlaceStaging(Database database, Vault vault, Supplier<Jurisdiction> places, PlanVersions plans) {
    this.database = database;
    this.vault = vault;
    this.places = places;
    this.plans = plans;
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

  /**
   * Several lines of one unit for one community (one per housing estate) are one line of the plan.
   */
  Staging deployment(Path file, String fileName, Directory directory) throws IOException {
    var reading = Reading.deployment(file, directory);
    var merged = new LinkedHashMap<List<Object>, DeploymentRow>();
    for (DeploymentRow row : reading.accepted()) {
      merged.merge(List.of(row.line().community(), row.line().unit()), row, PlaceStaging::together);
    }
    String name = reading.title().orElse(fileName.replaceFirst("\\.[A-Za-z]+$", ""));
    var lines = merged.values().stream().map(this::staged).toList();
    var text = new PlanVersions.Text(area(merged.values()), name, lines);
    Counts counts =
        database.read(sql -> plans.compare(sql, PlanStore.newest(sql, text.area()), lines));
    return Staging.of(reading, reading.accepted().size(), List.of(), List.of(Json.write(text)))
        .with(counts);
  }

  /** The smallest division that holds all of a table's communities. */
  private AreaCode area(Collection<DeploymentRow> rows) {
    if (rows.isEmpty()) {
      throw new UnreadableFileException(Fault.FILE_NO_ROWS);
    }
    var communities = rows.stream().map(row -> row.line().community()).toList();
    AreaCode area = communities.getFirst().parent().parent();
    while (!communities.stream().allMatch(area::covers)) {
      if (area.level() == AreaCode.Level.PROVINCE) {
        throw new UnreadableFileException(Fault.AREA_ABOVE_UNKNOWN, area.value());
      }
      area = area.parent();
    }
    if (places.get().find(area).isEmpty()) {
      throw new UnreadableFileException(Fault.AREA_ABOVE_UNKNOWN, area.value());
    }
    return area;
  }

  private Staged.Line staged(DeploymentRow row) {
    PlanLine line = row.line();
    return new Staged.Line(
        line.community().value(),
        line.unit().value(),
        line.normal(),
        line.emergency(),
        line.critical(),
        line.meetingPoint().orElse(null),
        row.contact().map(DeploymentRow.Contact::name).orElse(null),
        row.contact()
            .flatMap(DeploymentRow.Contact::phone)
            .map(phone -> Staging.base64(vault.encrypt(phone)))
            .orElse(null));
  }

  private static DeploymentRow together(DeploymentRow a, DeploymentRow b) {
    PlanLine line = a.line();
    PlanLine more = b.line();
    var sum =
        new PlanLine(
            line.community(),
            line.unit(),
            line.normal() + more.normal(),
            line.emergency() + more.emergency(),
            line.critical() + more.critical(),
            line.meetingPoint().or(more::meetingPoint));
    return new DeploymentRow(a.number(), sum, a.contact().or(b::contact));
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
