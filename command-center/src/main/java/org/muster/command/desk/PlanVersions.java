package org.muster.command.desk;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.command.secret.Vault;
import org.muster.command.store.Change;
import org.muster.command.store.Counts;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Content;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.PlanStore.NewPlan;
import org.muster.command.store.Sql;
import org.muster.command.store.Staged;
import org.muster.command.store.UnitStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.Frame;
import org.muster.model.plan.Hazard;
import org.muster.model.plan.Nesting;
import org.muster.model.plan.Nesting.Breach;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Tier;
import org.muster.model.wire.EnumNames;

/** Adds versions to the plan of an area; a version that says nothing new is not added. */
public final class PlanVersions {
  /** Stands for what a plan says as a whole, beside its lines and arrangements. */
  private static final String FRAME = "frame";

  private final Vault vault;

  public PlanVersions(Vault vault) {
    this.vault = vault;
  }

  /** A version somebody wants to add. */
  public record Draft(PlanId id, AccountId by, Text text) {}

  /**
   * What a version says. What is absent stays as the newest version of the same hazard has it;
   * without a hazard the plan is one for any.
   */
  public record Text(
      AreaCode area,
      String name,
      Optional<Hazard> hazard,
      Optional<String> trigger,
      Optional<List<String>> teams,
      Optional<List<String>> channels,
      List<Staged.Line> lines,
      Optional<List<Arrangement>> arrangements) {
    public Text {
      lines = List.copyOf(lines);
    }

    Hazard kind() {
      return hazard.orElse(Hazard.GENERAL);
    }
  }

  /** The version in force afterwards, and how it differs from the one before. */
  public record Added(PlanId plan, Counts counts) {}

  /** Adds the version unless the newest one says the same already. */
  public Added add(Sql tx, Draft draft) {
    Text text = draft.text();
    lock(tx, text.area());
    Optional<Head> newest = PlanStore.newest(tx, text.area(), text.kind());
    Counts counts = compare(tx, text);
    boolean isNamedSo = newest.filter(head -> head.frame().name().equals(text.name())).isPresent();
    if (isNamedSo && counts.equals(Counts.NONE)) {
      return new Added(newest.orElseThrow().id(), counts);
    }
    write(tx, draft, false);
    return new Added(draft.id(), counts);
  }

  /** Adds a draft: it is shown and compared, and used by nothing until it is adopted. */
  public void addDraft(Sql tx, Draft draft) {
    lock(tx, draft.text().area());
    write(tx, draft, true);
  }

  private void write(Sql tx, Draft draft, boolean open) {
    Text text = draft.text();
    var plan = new NewPlan(draft.id(), text.area(), frame(tx, text), draft.by(), open);
    PlanStore.add(tx, plan, new Content(text.lines(), arrangements(tx, text)));
  }

  /** No other version of the area's plan is added before the transaction ends. */
  static void lock(Sql tx, AreaCode area) {
    if (!PlanStore.lock(tx, area)) {
      throw new RefusedException(Refusal.UNKNOWN_AREA);
    }
  }

  /** Lines and arrangements that are new, that differ, and that are gone. */
  public Counts compare(Sql sql, Text text) {
    Map<Change.Kind, List<Object>> subjects = subjects(sql, text);
    return new Counts(
        subjects.getOrDefault(Change.Kind.ADDED, List.of()).size(),
        subjects.getOrDefault(Change.Kind.CHANGED, List.of()).size(),
        subjects.getOrDefault(Change.Kind.REMOVED, List.of()).size());
  }

  /** In what a text differs from the newest version. */
  List<Change> changes(Sql sql, Change.Kind kind, Text text) {
    Map<UUID, String> units = new HashMap<>();
    UnitStore.names(sql).forEach((name, unit) -> units.put(unit.value(), name));
    return subjects(sql, text).getOrDefault(kind, List.of()).stream()
        .map(subject -> change(subject, units))
        .toList();
  }

  private static Change change(Object subject, Map<UUID, String> units) {
    return switch (subject) {
      case Place place ->
          new Change(
              OptionalInt.empty(),
              place.community(),
              Optional.ofNullable(units.get(place.unit())),
              List.of(),
              place.community() + " " + place.unit());
      case Served served ->
          new Change(
              OptionalInt.empty(),
              served.community().value(),
              Optional.empty(),
              List.of(EnumNames.of(served.tier())),
              served.community() + " " + served.tier());
      default -> new Change(OptionalInt.empty(), FRAME, Optional.empty(), List.of(), FRAME);
    };
  }

  private Map<Change.Kind, List<Object>> subjects(Sql sql, Text text) {
    Map<Object, Object> before = new HashMap<>();
    PlanStore.newest(sql, text.area(), text.kind())
        .ifPresent(head -> before.putAll(said(sql, head)));
    Map<Object, Object> after = new HashMap<>();
    text.lines().forEach(l -> after.put(new Place(l.community(), l.unit()), said(l)));
    arrangements(sql, text).forEach(one -> after.put(new Served(one.community(), one.tier()), one));
    if (!before.isEmpty()) {
      after.put(FRAME, unnamed(frame(sql, text)));
    }
    Map<Change.Kind, List<Object>> subjects = new EnumMap<>(Change.Kind.class);
    var all = new HashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (Object subject : all) {
      kind(before.get(subject), after.get(subject))
          .ifPresent(kind -> subjects.computeIfAbsent(kind, _ -> new ArrayList<>()).add(subject));
    }
    return subjects;
  }

  private static Optional<Change.Kind> kind(@Nullable Object before, @Nullable Object after) {
    if (before == null) {
      return Optional.of(Change.Kind.ADDED);
    }
    if (after == null) {
      return Optional.of(Change.Kind.REMOVED);
    }
    return before.equals(after) ? Optional.empty() : Optional.of(Change.Kind.CHANGED);
  }

  private Map<Object, Object> said(Sql sql, Head head) {
    var said = new HashMap<Object, Object>();
    for (PlanStore.Line line : PlanStore.lines(sql, head.id())) {
      said.put(new Place(line.owed().community().value(), line.owed().unit().value()), said(line));
    }
    PlanStore.arrangements(sql, head.id())
        .forEach(one -> said.put(new Served(one.community(), one.tier()), one));
    said.put(FRAME, unnamed(head.frame()));
    return said;
  }

  /** A new title alone is a new version that changes nothing. */
  private static Frame unnamed(Frame frame) {
    return new Frame("", frame.hazard(), frame.trigger(), frame.teams(), frame.channels());
  }

  private static Frame frame(Sql sql, Text text) {
    Optional<Frame> before = PlanStore.newest(sql, text.area(), text.kind()).map(Head::frame);
    return new Frame(
        text.name(),
        text.kind(),
        text.trigger().or(() -> before.flatMap(Frame::trigger)),
        text.teams().or(() -> before.map(Frame::teams)).orElse(List.of()),
        text.channels().or(() -> before.map(Frame::channels)).orElse(List.of()));
  }

  /** Where the text says nothing of arrangements, those it leaves possible stay. */
  private static List<Arrangement> arrangements(Sql sql, Text text) {
    if (text.arrangements().isPresent()) {
      return text.arrangements().get().stream().filter(one -> !one.isOpen()).toList();
    }
    List<Arrangement> before =
        PlanStore.newest(sql, text.area(), text.kind())
            .map(head -> PlanStore.arrangements(sql, head.id()))
            .orElse(List.of());
    var lines = text.lines().stream().map(Staged.Line::owed).toList();
    Set<AreaCode> impossible =
        Nesting.of(lines, before).stream().map(Breach::community).collect(Collectors.toSet());
    return before.stream().filter(one -> !impossible.contains(one.community())).toList();
  }

  private record Place(String community, UUID unit) {}

  private record Served(AreaCode community, Tier tier) {}

  private record Said(
      int normal, int emergency, int critical, String meeting, String contact, String phone) {}

  private Said said(PlanStore.Line line) {
    return new Said(
        line.owed().normal(),
        line.owed().emergency(),
        line.owed().critical(),
        line.owed().meetingPoint().orElse(""),
        line.contactName().orElse(""),
        line.contactCipher().map(vault::decrypt).orElse(""));
  }

  private Said said(Staged.Line line) {
    return new Said(
        line.normal(),
        line.emergency(),
        line.critical(),
        Objects.requireNonNullElse(line.meetingPoint(), ""),
        Objects.requireNonNullElse(line.contactName(), ""),
        line.contactPhone() == null
            ? ""
            : vault.decrypt(Base64.getDecoder().decode(line.contactPhone())));
  }
}
