package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Plan;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;

/** Takes plans that people write by hand; each is a new version. */
public final class PlanDesk {
  private static final int NAME_MAX = 200;

  private final Counter counter;
  private final Vault vault;
  private final PlanVersions versions;

  public PlanDesk(Counter counter, Vault vault) {
    this.counter = counter;
    this.vault = vault;
    this.versions = new PlanVersions(vault);
  }

  /** A plan as it is handed in. */
  public record Writing(AreaCode area, String name, List<Line> lines) {
    public Writing {
      Texts.required("area", area);
      name = Texts.required("name", name, NAME_MAX);
      lines = Texts.orEmpty(lines);
      if (lines.isEmpty()) {
        throw RefusedException.invalid("lines", "required");
      }
    }
  }

  /**
   * What a unit owes a community.
   *
   * @param contact a name, or name and phone; what is absent stays as it was known
   */
  public record Line(
      AreaCode community,
      UnitId unit,
      int normal,
      int emergency,
      int critical,
      Optional<String> meetingPoint,
      Optional<JsonNode> contact) {
    PlanLine owed() {
      return new PlanLine(
          Texts.required("lines.community", community),
          Texts.required("lines.unit", unit),
          normal,
          emergency,
          critical,
          meetingPoint);
    }

    Optional<String> contactName() {
      return contact
          .map(c -> c.isTextual() ? c.asText() : c.path("name").asText())
          .filter(n -> !n.isBlank());
    }

    Optional<String> contactPhone() {
      return contact.map(c -> c.path("phone").asText()).filter(p -> !p.isBlank());
    }
  }

  /** Adds a version, unless the newest says the same; returns the version in force. */
  public PlanId add(Envelope envelope, Writing writing) {
    return plan(counter.handle(envelope, work -> add(work.tx(), envelope, writing)));
  }

  /** Adds a version in the place of the newest one, whose number the sender saw. */
  public PlanId replace(Envelope envelope, PlanId id, int number, Writing writing) {
    return plan(
        counter.handle(
            envelope,
            work -> {
              Head head = seen(envelope.principal(), PlanStore.find(work.tx(), id));
              if (!head.area().equals(writing.area())) {
                throw RefusedException.invalid("area", "a version stays in its area");
              }
              PlanStore.lock(work.tx(), head.area());
              Head newest = PlanStore.newest(work.tx(), head.area()).orElseThrow();
              if (!newest.id().equals(id) || newest.number() != number) {
                throw new RefusedException(Refusal.VERSION_MISMATCH);
              }
              return add(work.tx(), envelope, writing);
            }));
  }

  private static PlanId plan(JsonNode answer) {
    return PlanId.of(answer.path("plan").asText());
  }

  private Map<String, PlanId> add(Sql tx, Envelope envelope, Writing writing) {
    Principal by = envelope.principal();
    if (!by.sees(writing.area()) || !Scopes.has(tx, writing.area())) {
      throw unknown(Refusal.UNKNOWN_AREA, "area");
    }
    check(tx, writing);
    Optional<Head> newest = PlanStore.newest(tx, writing.area());
    var text = new Text(writing.area(), writing.name(), staged(tx, newest, writing.lines()));
    var draft = new Draft(new PlanId(java.util.UUID.randomUUID()), by.id(), text);
    return Map.of("plan", versions.add(tx, draft).plan());
  }

  private static void check(Sql tx, Writing writing) {
    try {
      var lines = writing.lines().stream().map(Line::owed).toList();
      var _ =
          new Plan(new PlanId(new java.util.UUID(0, 0)), writing.area(), writing.name(), 1, lines);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("lines", String.valueOf(e.getMessage()));
    }
    for (UnitId unit : writing.lines().stream().map(Line::unit).distinct().toList()) {
      if (!Scopes.has(tx, unit)) {
        throw unknown(Refusal.UNKNOWN_UNIT, "lines.unit");
      }
    }
    for (AreaCode code : writing.lines().stream().map(Line::community).distinct().toList()) {
      if (!Scopes.has(tx, code)) {
        throw unknown(Refusal.UNKNOWN_AREA, "lines.community");
      }
    }
  }

  private List<Staged.Line> staged(Sql tx, Optional<Head> newest, List<Line> lines) {
    var before = new HashMap<List<Object>, PlanStore.Line>();
    newest.ifPresent(
        head ->
            PlanStore.lines(tx, head.id())
                .forEach(l -> before.put(List.of(l.owed().community(), l.owed().unit()), l)));
    var staged = new ArrayList<Staged.Line>();
    for (Line line : lines) {
      var known = Optional.ofNullable(before.get(List.of(line.community(), line.unit())));
      staged.add(staged(line, known));
    }
    return staged;
  }

  private Staged.Line staged(Line line, Optional<PlanStore.Line> known) {
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
    return new Staged.Line(
        line.community().value(),
        line.unit().value(),
        line.normal(),
        line.emergency(),
        line.critical(),
        line.meetingPoint().orElse(null),
        name.orElse(null),
        phone.orElse(null));
  }

  private static Head seen(Principal principal, Optional<Head> head) {
    return head.filter(h -> principal.sees(h.area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static RefusedException unknown(Refusal refusal, String field) {
    return new RefusedException(refusal, List.of(new FieldProblem(field, "unknown")));
  }
}
