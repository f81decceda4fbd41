package org.muster.command.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.DeploymentRow;
import org.muster.command.sheet.DeploymentTable;
import org.muster.command.sheet.Directory;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.command.store.Counts;
import org.muster.command.store.Database;
import org.muster.command.store.PlanStore;
import org.muster.command.store.Staged;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Nesting;
import org.muster.model.plan.Nesting.Breach;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Masking;
import org.muster.model.wire.Json;

/**
 * Makes a version of the plan of a deployment table.
 *
 * <p>Several lines of one unit for one community (one per housing estate) are one line of the plan.
 * What the rows of a community say of a tier is put together; where they contradict each other or
 * the tier beneath, the row is at fault. A phone that comes back as we had masked it is the one we
 * know.
 */
final class DeploymentStaging {
  private final Database database;
  private final Vault vault;
  private final Supplier<Jurisdiction> places;
  private final PlanVersions plans;

  DeploymentStaging(
      Database database, Vault vault, Supplier<Jurisdiction> places, PlanVersions plans) {
    this.database = database;
    this.vault = vault;
    this.places = places;
    this.plans = plans;
  }

  /** What a table's rows come to. */
  private static final class Merged {
    final Map<List<Object>, DeploymentRow> lines = new LinkedHashMap<>();
    final Map<List<Object>, Arrangement> arranged = new LinkedHashMap<>();
    final Map<AreaCode, DeploymentRow> firsts = new HashMap<>();
    final Set<Integer> faulty = new HashSet<>();
    final List<Problem> problems = new ArrayList<>();

    List<PlanLine> owed() {
      return lines.values().stream().map(DeploymentRow::line).toList();
    }
  }

  Staging read(Path file, String fileName, Directory directory) throws IOException {
    var reading = Reading.deployment(file, directory);
    Merged merged = merged(reading);
    DeploymentTable.Said said = DeploymentTable.Said.of(reading);
    AreaCode area = area(reading.accepted());
    Map<List<Object>, PlanStore.Line> known = known(area, said.hazard().orElse(Hazard.GENERAL));
    boolean arranges = reading.accepted().stream().anyMatch(row -> !row.arranged().isEmpty());
    var text =
        new PlanVersions.Text(
            area,
            said.title().orElse(fileName.replaceFirst("\\.[A-Za-z]+$", "")),
            said.hazard(),
            said.trigger(),
            said.teams(),
            said.channels(),
            merged.lines.values().stream().map(row -> staged(row, known)).toList(),
            arranges ? Optional.of(List.copyOf(merged.arranged.values())) : Optional.empty());
    Counts counts = database.read(sql -> plans.compare(sql, text));
    int accepted = reading.accepted().size() - merged.faulty.size();
    return Staging.of(reading, accepted, merged.problems, List.of(Json.write(text))).with(counts);
  }

  private static Merged merged(Reading<DeploymentRow> reading) {
    var merged = new Merged();
    for (DeploymentRow row : reading.accepted()) {
      arrange(reading, row, merged);
    }
    for (DeploymentRow row : reading.accepted()) {
      if (!merged.faulty.contains(row.number())) {
        PlanLine line = row.line();
        merged.lines.merge(
            List.of(line.community(), line.unit()), row, DeploymentStaging::together);
      }
    }
    for (Breach breach : Nesting.of(merged.owed(), merged.arranged.values())) {
      merged.arranged.keySet().removeIf(key -> key.contains(breach.community()));
      Optional.ofNullable(merged.firsts.get(breach.community()))
          .filter(row -> merged.faulty.add(row.number()))
          .ifPresent(row -> merged.problems.add(problem(reading, row, breach)));
    }
    merged.lines.values().removeIf(row -> merged.faulty.contains(row.number()));
    return merged;
  }

  private static void arrange(Reading<DeploymentRow> reading, DeploymentRow row, Merged merged) {
    merged.firsts.putIfAbsent(row.line().community(), row);
    for (Arrangement one : row.arranged()) {
      List<Object> key = List.of(one.community(), one.tier());
      Arrangement before = merged.arranged.putIfAbsent(key, one);
      if (before == null) {
        continue;
      }
      Arrangement both = before.over(one);
      if (both.equals(one.over(before))) {
        merged.arranged.put(key, both);
      } else if (merged.faulty.add(row.number())) {
        merged.problems.add(
            reading.doubt(row.number(), "", Fault.ARRANGED_TWICE, word(one.tier())));
      }
    }
  }

  private static Problem problem(Reading<DeploymentRow> reading, DeploymentRow row, Breach breach) {
    String what =
        switch (breach.kind()) {
          case PEOPLE -> "人数";
          case HOURS -> "班次 " + breach.subject();
          case SKILL -> "技能 " + breach.subject();
          case SUPPLY -> "物资 " + breach.subject();
          case LEAD_ABSENT -> "牵头单位派出人数";
          case NO_UNIT -> "派出单位";
        };
    return reading.doubt(
        row.number(),
        "",
        Fault.TIERS_NESTING,
        word(breach.outer()),
        what,
        String.valueOf(breach.above()),
        String.valueOf(breach.beneath()));
  }

  private static String word(Tier tier) {
    return switch (tier) {
      case NORMAL -> "常态";
      case EMERGENCY -> "应急";
      case CRITICAL -> "紧急";
    };
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

  private Map<List<Object>, PlanStore.Line> known(AreaCode area, Hazard hazard) {
    var known = new HashMap<List<Object>, PlanStore.Line>();
    database
        .read(
            sql ->
                PlanStore.newest(sql, area, hazard)
                    .map(head -> PlanStore.lines(sql, head.id()))
                    .orElse(List.of()))
        .forEach(l -> known.put(List.of(l.owed().community(), l.owed().unit()), l));
    return known;
  }

  private Staged.Line staged(DeploymentRow row, Map<List<Object>, PlanStore.Line> known) {
    PlanLine line = row.line();
    var before = Optional.ofNullable(known.get(List.of(line.community(), line.unit())));
    Optional<String> phone =
        row.contact()
            .flatMap(DeploymentRow.Contact::phone)
            .flatMap(said -> said.contains("*") ? unmasked(said, before) : Optional.of(said));
    return Staged.Line.of(
        line,
        row.contact().map(DeploymentRow.Contact::name).orElse(null),
        phone.map(number -> Staging.base64(vault.encrypt(number))).orElse(null));
  }

  private Optional<String> unmasked(String masked, Optional<PlanStore.Line> before) {
    return before
        .flatMap(PlanStore.Line::contactCipher)
        .map(vault::decrypt)
        .filter(number -> Masking.mobile(number).equals(masked));
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
    return new DeploymentRow(a.number(), sum, a.contact().or(b::contact), List.of());
  }
}
