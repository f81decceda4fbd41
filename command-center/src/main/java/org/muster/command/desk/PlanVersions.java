package org.muster.command.desk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.command.secret.Vault;
import org.muster.command.store.Change;
import org.muster.command.store.Counts;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.PlanStore.NewPlan;
import org.muster.command.store.Sql;
import org.muster.command.store.Staged;
import org.muster.command.store.UnitStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.PlanId;
import org.muster.model.wire.Json;

/** Adds versions to the plan of an area; a version that says nothing new is not added. */
public final class PlanVersions {
  private final Vault vault;

  public PlanVersions(Vault vault) {
    this.vault = vault;
  }

  /** A version somebody wants to add. */
  public record Draft(PlanId id, AccountId by, Text text) {}

  /** What a version says. */
  public record Text(AreaCode area, String name, List<Staged.Line> lines) {
    public Text {
      lines = List.copyOf(lines);
    }
  }

  /** The version in force afterwards, and how it differs from the one before. */
  public record Added(PlanId plan, Counts counts) {}

  /** Adds the version unless the newest one says the same already. */
  public Added add(Sql tx, Draft draft) {
    if (!PlanStore.lock(tx, draft.text().area())) {
      throw new RefusedException(Refusal.UNKNOWN_AREA);
    }
    Optional<Head> newest = PlanStore.newest(tx, draft.text().area());
    Counts counts = compare(tx, newest, draft.text().lines());
    boolean isNamedSo = newest.filter(head -> head.name().equals(draft.text().name())).isPresent();
    if (isNamedSo && counts.equals(Counts.NONE)) {
      return new Added(newest.orElseThrow().id(), counts);
    }
    PlanStore.add(
        tx,
        new NewPlan(
            draft.id(),
            draft.text().area(),
            draft.text().name(),
            draft.by(),
            Json.write(draft.text().lines())));
    return new Added(draft.id(), counts);
  }

  /** Lines that are new, lines that differ, and lines that are gone. */
  public Counts compare(Sql sql, Optional<Head> newest, List<Staged.Line> lines) {
    Map<Change.Kind, List<Place>> places = places(sql, newest, lines);
    return new Counts(
        places.getOrDefault(Change.Kind.ADDED, List.of()).size(),
        places.getOrDefault(Change.Kind.CHANGED, List.of()).size(),
        places.getOrDefault(Change.Kind.REMOVED, List.of()).size());
  }

  /** The lines in which a text differs from the newest version. */
  List<Change> changes(Sql sql, Change.Kind kind, Text text) {
    Map<UUID, String> units = new HashMap<>();
    UnitStore.names(sql).forEach((name, unit) -> units.put(unit.value(), name));
    Optional<Head> newest = PlanStore.newest(sql, text.area());
    return places(sql, newest, text.lines()).getOrDefault(kind, List.of()).stream()
        .map(
            place ->
                new Change(
                    OptionalInt.empty(),
                    place.community(),
                    Optional.ofNullable(units.get(place.unit())),
                    List.of(),
                    place.community() + " " + place.unit()))
        .toList();
  }

  private Map<Change.Kind, List<Place>> places(
      Sql sql, Optional<Head> newest, List<Staged.Line> lines) {
    Map<Place, Said> before = new HashMap<>();
    newest.ifPresent(
        head ->
            PlanStore.lines(sql, head.id())
                .forEach(
                    l ->
                        before.put(
                            new Place(l.owed().community().value(), l.owed().unit().value()),
                            said(l))));
    Map<Place, Said> after = new HashMap<>();
    lines.forEach(line -> after.put(new Place(line.community(), line.unit()), said(line)));
    Map<Change.Kind, List<Place>> places = new EnumMap<>(Change.Kind.class);
    var all = new HashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (Place place : all) {
      kind(before.get(place), after.get(place))
          .ifPresent(kind -> places.computeIfAbsent(kind, _ -> new ArrayList<>()).add(place));
    }
    return places;
  }

  private static Optional<Change.Kind> kind(@Nullable Said before, @Nullable Said after) {
    if (before == null) {
      return Optional.of(Change.Kind.ADDED);
    }
    if (after == null) {
      return Optional.of(Change.Kind.REMOVED);
    }
    return before.equals(after) ? Optional.empty() : Optional.of(Change.Kind.CHANGED);
  }

  private record Place(String community, UUID unit) {}

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
            : vault.decrypt(java.util.Base64.getDecoder().decode(line.contactPhone())));
  }
}
