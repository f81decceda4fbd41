package org.muster.command.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.command.geo.GeoJson;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaCode.Level;
import org.muster.model.place.AreaShape;
import org.muster.model.place.Jurisdiction;

/** Divisions as lists, one by one, and as a layer for maps. */
public final class AreaViews {
  private final Supplier<Jurisdiction> places;

  public AreaViews(Supplier<Jurisdiction> places) {
    this.places = places;
  }

  /** A division as it goes out. */
  public record Shown(
      AreaCode code,
      String name,
      Level level,
      AreaCode parent,
      Optional<List<Double>> center,
      Optional<Boolean> schematic) {

    static Shown of(Area area) {
      return new Shown(
          area.code(),
          area.name(),
          area.level(),
          area.code().parent(),
          area.center().map(c -> List.of(c.lon(), c.lat())),
          area.shape().map(AreaShape::schematic));
    }
  }

  /** Part of a list; {@code next} is what the following part comes after. */
  public record Part<T>(
      List<T> items, long total, @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> next) {}

  /**
   * Which divisions are wanted: of a level, and beneath a parent; with a parent alone those
   * directly beneath it.
   */
  public record Wanted(
      Optional<Level> level,
      Optional<AreaCode> parent,
      Optional<AreaCode> after,
      Optional<String> limit) {}

  public Part<Shown> list(Wanted wanted) {
    List<Area> all = wanted(wanted.level(), wanted.parent());
    int limit = Rows.limit(wanted.limit());
    List<Area> rest =
        all.stream()
            .filter(a -> wanted.after().filter(c -> a.code().compareTo(c) <= 0).isEmpty())
            .toList();
    List<Shown> items = rest.stream().limit(limit).map(Shown::of).toList();
    Optional<String> next =
        rest.size() > limit ? Optional.of(items.getLast().code().value()) : Optional.empty();
    return new Part<>(items, all.size(), next);
  }

  public Shown get(AreaCode code) {
    return places
        .get()
        .find(code)
        .map(Shown::of)
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  public Map<String, Object> layer(Level level, Optional<AreaCode> within) {
    Jurisdiction current = places.get();
    return GeoJson.layer(
        within.map(area -> current.list(level, area)).orElseGet(() -> current.list(level)));
  }

  private List<Area> wanted(Optional<Level> level, Optional<AreaCode> parent) {
    Jurisdiction current = places.get();
    if (parent.isEmpty()) {
      return level.map(current::list).orElseGet(current::list);
    }
    return level
        .map(l -> current.list(l, parent.get()))
        .orElseGet(() -> current.children(parent.get()));
  }
}
