package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Frame;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Nesting;
import org.muster.model.plan.Nesting.Breach;
import org.muster.model.plan.PlanLine;
import org.muster.model.plan.Shift;
import org.muster.model.plan.Tier;
import org.muster.model.roster.PlainText;
import org.muster.model.roster.UnitId;

/**
 * A plan as somebody hands it in. Texts are kept in the plain form that a table can hold; what is
 * left out stays as the newest version has it.
 *
 * @param trigger when it is to be put in force
 */
public record PlanWriting(
    AreaCode area,
    String name,
    Optional<Hazard> hazard,
    Optional<String> trigger,
    Optional<List<String>> teams,
    Optional<List<String>> channels,
    List<Line> lines,
    Optional<List<Arranged>> arrangements) {
  private static final int NAME_MAX = 200;
  private static final int TEXT_MAX = 500;

  public PlanWriting {
    Texts.required("area", area);
    name = PlainText.of(Texts.required("name", name, NAME_MAX));
    trigger = trigger.map(PlainText::of).filter(text -> !text.isEmpty());
    trigger.ifPresent(text -> Texts.required("trigger", text, TEXT_MAX));
    checkNames("teams", teams);
    checkNames("channels", channels);
    lines = Texts.orEmpty(lines);
    if (lines.isEmpty()) {
      throw RefusedException.invalid("lines", "required");
    }
  }

  private static void checkNames(String field, Optional<List<String>> names) {
    if (!names.orElse(List.of()).stream().allMatch(n -> n != null && Frame.isName(n))) {
      throw RefusedException.invalid(field, "a name without blanks, digits and marks");
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
    public Line {
      Texts.required("community", community);
      Texts.required("unit", unit);
      meetingPoint = plain(meetingPoint);
    }

    PlanLine owed() {
      return new PlanLine(community, unit, normal, emergency, critical, meetingPoint);
    }

    Optional<String> contactName() {
      return plain(contact.map(c -> c.isTextual() ? c.asText() : c.path("name").asText()));
    }

    Optional<String> contactPhone() {
      return contact.map(c -> c.path("phone").asText()).filter(p -> !p.isBlank());
    }
  }

  /** What a tier says of a community beside the numbers; what is left out is as beneath. */
  public record Arranged(
      AreaCode community,
      Tier tier,
      @Nullable List<Shift> shifts,
      @Nullable Map<String, Integer> skills,
      Optional<UnitId> lead,
      Optional<String> meetingPoint,
      @Nullable Map<String, Integer> supplies) {
    public Arranged {
      Texts.required("community", community);
      Texts.required("tier", tier);
    }

    Arrangement arrangement() {
      return new Arrangement(
          community,
          tier,
          Texts.orEmpty(shifts),
          counted(skills),
          lead,
          plain(meetingPoint),
          counted(supplies));
    }

    private static SortedMap<String, Integer> counted(@Nullable Map<String, Integer> items) {
      var counted = new TreeMap<String, Integer>();
      if (items != null) {
        items.forEach(
            (name, count) -> counted.put(PlainText.of(name), Texts.required(name, count)));
      }
      return counted;
    }
  }

  /** The lines; refuses all that do not nest, each by its place in the list and its numbers. */
  List<PlanLine> owed() {
    var problems = new ArrayList<FieldProblem>();
    var owed = new ArrayList<PlanLine>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String path = "lines[" + i + "]";
      List<Breach> breaches =
          Nesting.ofPeople(
              line.community(), line.unit(), line.normal(), line.emergency(), line.critical());
      breaches.forEach(breach -> problems.add(problem(path, breach)));
      if (breaches.isEmpty()) {
        try {
          owed.add(line.owed());
        } catch (IllegalArgumentException e) {
          problems.add(new FieldProblem(path, String.valueOf(e.getMessage())));
        }
      }
    }
    return refuseAny(problems, owed);
  }

  /** The arrangements, where there are any; refuses all that do not nest. */
  Optional<List<Arrangement>> arranged(List<PlanLine> owed) {
    if (arrangements.isEmpty()) {
      return Optional.empty();
    }
    var problems = new ArrayList<FieldProblem>();
    var all = new ArrayList<Arrangement>();
    List<Arranged> said = arrangements.get();
    for (int i = 0; i < said.size(); i++) {
      try {
        all.add(said.get(i).arrangement());
      } catch (IllegalArgumentException e) {
        problems.add(new FieldProblem("arrangements[" + i + "]", String.valueOf(e.getMessage())));
      }
    }
    refuseAny(problems, all);
    for (Breach breach : Nesting.of(owed, all)) {
      problems.add(problem("arrangements[" + place(all, breach) + "]", breach));
    }
    return Optional.of(refuseAny(problems, all));
  }

  private static int place(List<Arrangement> all, Breach breach) {
    int place = 0;
    for (int i = 0; i < all.size(); i++) {
      Arrangement one = all.get(i);
      if (one.community().equals(breach.community())) {
        place = i;
        if (one.tier() == breach.outer()) {
          return i;
        }
      }
    }
    return place;
  }

  private static FieldProblem problem(String path, Breach breach) {
    String less = "%d, but %d in the tier beneath".formatted(breach.above(), breach.beneath());
    return switch (breach.kind()) {
      case PEOPLE -> new FieldProblem(path + "." + word(breach.outer()), less);
      case SKILL -> new FieldProblem(path + ".skills." + breach.subject(), less);
      case SUPPLY -> new FieldProblem(path + ".supplies." + breach.subject(), less);
      case HOURS ->
          new FieldProblem(
              path + ".shifts",
              breach.subject() + " is covered in the tier beneath and not in this one");
      case LEAD_ABSENT ->
          new FieldProblem(path + ".lead", "the leading unit sends nobody in this tier");
      case NO_UNIT -> new FieldProblem(path + ".community", "no unit is sent to this community");
    };
  }

  private static String word(Tier tier) {
    return org.muster.model.wire.EnumNames.of(tier);
  }

  private static <T> List<T> refuseAny(List<FieldProblem> problems, List<T> all) {
    if (!problems.isEmpty()) {
      throw new RefusedException(Refusal.INVALID, problems);
    }
    return all;
  }

  private static Optional<String> plain(Optional<String> text) {
    return text.map(PlainText::of).filter(t -> !t.isEmpty());
  }
}
