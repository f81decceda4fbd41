package org.muster.command.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.Sql;
import org.muster.command.text.Messages;
import org.muster.command.view.AreaViews.Part;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.LineReason;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Shift;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Masking;
import org.muster.model.roster.UnitId;

/** The plan library: versions of each area and hazard, and what each says. */
public final class PlanViews {
  private final Database database;
  private final Vault vault;
  private final Supplier<Jurisdiction> places;
  private final Messages messages = new Messages();

  public PlanViews(Database database, Vault vault, Supplier<Jurisdiction> places) {
    this.database = database;
    this.vault = vault;
    this.places = places;
  }

  /** A version is counted, or still a draft. */
  public enum State {
    DRAFT,
    ADOPTED;

    static State of(Head head) {
      return head.isDraft() ? DRAFT : ADOPTED;
    }
  }

  /** A version in a list. */
  public record Summary(
      PlanId id,
      AreaCode area,
      String name,
      Hazard hazard,
      State state,
      int number,
      int version,
      Instant createdAt,
      People people) {}

  /** How many people each tier asks for. */
  public record People(long normal, long emergency, long critical) {}

  /** A version with its lines and arrangements. */
  public record Shown(
      PlanId id,
      AreaCode area,
      String name,
      Hazard hazard,
      State state,
      int number,
      int version,
      Instant createdAt,
      Optional<String> trigger,
      List<String> teams,
      List<String> channels,
      People people,
      List<Line> lines,
      List<Arranged> arrangements) {}

  /** What a unit owes a community. */
  public record Line(
      AreaCode community,
      String communityName,
      UnitId unit,
      String unitName,
      int normal,
      int emergency,
      int critical,
      Optional<String> meetingPoint,
      Optional<Contact> contact,
      List<Why> reasons) {}

  /** Why a compiled line is so, for programs and for people. */
  public record Why(LineReason.Kind kind, String value, String text) {}

  /** Whom to call in a community. */
  public record Contact(String name, Optional<String> phoneMasked) {}

  /** What a tier says of a community beside the numbers; what is empty is as beneath. */
  public record Arranged(
      AreaCode community,
      String communityName,
      Tier tier,
      List<Shift> shifts,
      Map<String, Integer> skills,
      Optional<UnitId> lead,
      Optional<String> leadName,
      Optional<String> meetingPoint,
      Map<String, Integer> supplies) {}

  /** Which plans are wanted. */
  public record Wanted(
      Optional<AreaCode> area,
      Optional<Hazard> hazard,
      Optional<PlanId> after,
      Optional<String> limit) {}

  public Part<Summary> list(Principal reader, Wanted wanted) {
    Optional<AreaCode> area = wanted.area().or(reader::area);
    if (area.filter(a -> !reader.sees(a)).isPresent()) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    String areas = area.map(a -> a.prefix() + "%").orElse("%");
    var stored = new PlanStore.Wanted(areas, wanted.hazard());
    int limit = Rows.limit(wanted.limit());
    return database.read(
        sql -> {
          var plans = PlanStore.list(sql, stored, wanted.after(), limit + 1);
          var page = plans.stream().limit(limit).map(PlanViews::summary).toList();
          Optional<String> next =
              plans.size() > limit
                  ? Optional.of(page.getLast().id().value().toString())
                  : Optional.empty();
          return new Part<>(page, PlanStore.count(sql, stored), next);
        });
  }

  public Shown get(Principal reader, PlanId id, Locale language) {
    return database.read(
        sql -> {
          Head head = find(sql, reader, id);
          Names names = Names.read(sql, places.get());
          List<Line> lines =
              PlanStore.lines(sql, id).stream().map(line -> line(line, names, language)).toList();
          List<Arranged> arranged =
              PlanStore.arrangements(sql, id).stream().map(one -> arranged(one, names)).toList();
          return shown(head, lines, arranged);
        });
  }

  /** A version the reader may see; else it looks like one that does not exist. */
  static Head find(Sql sql, Principal reader, PlanId id) {
    return PlanStore.find(sql, id)
        .filter(head -> reader.sees(head.area()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static Shown shown(Head head, List<Line> lines, List<Arranged> arranged) {
    var people =
        new People(
            lines.stream().mapToInt(Line::normal).sum(),
            lines.stream().mapToInt(Line::emergency).sum(),
            lines.stream().mapToInt(Line::critical).sum());
    return new Shown(
        head.id(),
        head.area(),
        head.frame().name(),
        head.frame().hazard(),
        State.of(head),
        head.number(),
        head.number(),
        head.createdAt(),
        head.frame().trigger(),
        head.frame().teams(),
        head.frame().channels(),
        people,
        lines,
        arranged);
  }

  private static Summary summary(PlanStore.Summary plan) {
    Head head = plan.head();
    return new Summary(
        head.id(),
        head.area(),
        head.frame().name(),
        head.frame().hazard(),
        State.of(head),
        head.number(),
        head.number(),
        head.createdAt(),
        new People(plan.normal(), plan.emergency(), plan.critical()));
  }

  private Line line(PlanStore.Line line, Names names, Locale language) {
    var owed = line.owed();
    Optional<String> phone = line.contactCipher().map(vault::decrypt).map(Masking::mobile);
    return new Line(
        owed.community(),
        names.of(owed.community()),
        owed.unit(),
        names.of(owed.unit()),
        owed.normal(),
        owed.emergency(),
        owed.critical(),
        owed.meetingPoint(),
        line.contactName().map(name -> new Contact(name, phone)),
        line.reasons().stream().map(reason -> why(reason, language)).toList());
  }

  private Why why(LineReason reason, Locale language) {
    Object[] values = reason.value().split("/", -1);
    return new Why(
        reason.kind(),
        reason.value(),
        messages.text("plan.reason." + reason.kind(), language, values));
  }

  private static Arranged arranged(Arrangement one, Names names) {
    return new Arranged(
        one.community(),
        names.of(one.community()),
        one.tier(),
        one.shifts(),
        one.skills(),
        one.lead(),
        one.lead().map(names::of),
        one.meetingPoint(),
        one.supplies());
  }
}
