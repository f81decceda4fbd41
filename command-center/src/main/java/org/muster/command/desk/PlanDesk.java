package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.PlanVersions.Draft;
import org.muster.command.desk.PlanVersions.Text;
import org.muster.command.secret.Vault;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sql;
import org.muster.command.store.Staged;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Frame;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;

/** Takes plans that people write by hand; each is a new version. */
public final class PlanDesk {
  private final Counter counter;
  private final Vault vault;
  private final PlanVersions versions;

  public PlanDesk(Counter counter, Vault vault) {
    this.counter = counter;
    this.vault = vault;
    this.versions = new PlanVersions(vault);
  }

  /** Adds a version, unless the newest says the same; returns the version in force. */
  public PlanId add(Envelope envelope, PlanWriting writing) {
    return plan(counter.handle(envelope, work -> add(work.tx(), envelope, writing)));
  }

  /** Adds a version in the place of the newest one, whose number the sender saw. */
  public PlanId replace(Envelope envelope, PlanId id, int number, PlanWriting writing) {
    return plan(
        counter.handle(
            envelope,
            work -> {
              Head head = seen(work.tx(), envelope.principal(), id);
              if (!head.area().equals(writing.area())) {
                throw RefusedException.invalid("area", "a version stays in its area");
              }
              Hazard hazard = head.frame().hazard();
              if (writing.hazard().filter(other -> other != hazard).isPresent()) {
                throw RefusedException.invalid("hazard", "a version stays with its hazard");
              }
              PlanVersions.lock(work.tx(), head.area());
              Optional<Head> newest = PlanStore.newest(work.tx(), head.area(), hazard);
              if (newest.filter(n -> n.id().equals(id) && n.number() == number).isEmpty()) {
                throw new RefusedException(Refusal.VERSION_MISMATCH);
              }
              return add(work.tx(), envelope, of(writing, hazard));
            }));
  }

  /** Makes a draft the newest version of its area and hazard. */
  public PlanId adopt(Envelope envelope, PlanId id) {
    return plan(
        counter.handle(
            envelope,
            work -> {
              Head head = seen(work.tx(), envelope.principal(), id);
              PlanVersions.lock(work.tx(), head.area());
              if (!PlanStore.adopt(work.tx(), id)) {
                throw new RefusedException(Refusal.CONFLICT);
              }
              return Map.of("plan", id);
            }));
  }

  private static PlanId plan(JsonNode answer) {
    return PlanId.of(answer.path("plan").asText());
  }

  private static PlanWriting of(PlanWriting writing, Hazard hazard) {
    return new PlanWriting(
        writing.area(),
        writing.name(),
        Optional.of(hazard),
        writing.trigger(),
        writing.teams(),
        writing.channels(),
        writing.lines(),
        writing.arrangements());
  }

  private Map<String, PlanId> add(Sql tx, Envelope envelope, PlanWriting writing) {
    Principal by = envelope.principal();
    if (!by.sees(writing.area()) || !Scopes.has(tx, writing.area())) {
      throw unknown(Refusal.UNKNOWN_AREA, "area");
    }
    List<PlanLine> owed = writing.owed();
    Optional<List<Arrangement>> arranged = writing.arranged(owed);
    check(tx, writing, owed, arranged.orElse(List.of()));
    Hazard hazard = writing.hazard().orElse(Hazard.GENERAL);
    Optional<Head> newest = PlanStore.newest(tx, writing.area(), hazard);
    var text =
        new Text(
            writing.area(),
            writing.name(),
            writing.hazard(),
            writing.trigger(),
            writing.teams(),
            writing.channels(),
            staged(tx, newest, writing.lines()),
            arranged);
    var draft = new Draft(new PlanId(UUID.randomUUID()), by.id(), text);
    return Map.of("plan", versions.add(tx, draft).plan());
  }

  private static void check(
      Sql tx, PlanWriting writing, List<PlanLine> owed, List<Arrangement> arranged) {
    try {
      var _ =
          new Plan(
              new PlanId(new UUID(0, 0)),
              writing.area(),
              Frame.of(writing.name()),
              1,
              owed,
              arranged);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("lines", String.valueOf(e.getMessage()));
    }
    Collection<UnitId> units = new LinkedHashSet<>(owed.stream().map(PlanLine::unit).toList());
    for (UnitId unit : units) {
      if (!Scopes.has(tx, unit)) {
        throw unknown(Refusal.UNKNOWN_UNIT, "lines.unit");
      }
    }
    for (AreaCode code : owed.stream().map(PlanLine::community).distinct().toList()) {
      if (!Scopes.has(tx, code)) {
        throw unknown(Refusal.UNKNOWN_AREA, "lines.community");
      }
    }
  }

  private List<Staged.Line> staged(Sql tx, Optional<Head> newest, List<PlanWriting.Line> lines) {
    var before = new HashMap<List<Object>, PlanStore.Line>();
    newest.ifPresent(
        head ->
            PlanStore.lines(tx, head.id())
                .forEach(l -> before.put(List.of(l.owed().community(), l.owed().unit()), l)));
    var staged = new ArrayList<Staged.Line>();
    for (PlanWriting.Line line : lines) {
      var known = Optional.ofNullable(before.get(List.of(line.community(), line.unit())));
      staged.add(staged(line, known));
    }
    return staged;
  }

  private Staged.Line staged(PlanWriting.Line line, Optional<PlanStore.Line> known) {
    Optional<String> name = line.contactName().or(() -> known.flatMap(PlanStore.Line::contactName));
    Optional<String> phone =
        line.contactPhone()
            .map(p -> vault.encrypt(MobileNumber.normalised(p)))
            .or(
                () ->
                    known
                        .filter(k -> k.contactName().equals(name))
                        .flatMap(PlanStore.Line::contactCipher))
            .map(Staging::base64);
    return Staged.Line.of(line.owed(), name.orElse(null), phone.orElse(null));
  }

  static Head seen(Sql sql, Principal principal, PlanId id) {
    return PlanStore.find(sql, id)
        .filter(h -> principal.sees(h.area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  static RefusedException unknown(Refusal refusal, String field) {
    return new RefusedException(refusal, List.of(new FieldProblem(field, "unknown")));
  }
}
