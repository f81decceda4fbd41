package org.muster.model.place;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.muster.model.place.AreaCode.Level;

/**
 * All divisions of a city as they stand at one moment, with their shapes. Immutable: a new import
 * makes a new one.
 *
 * <p>Communities with a shape lie in a packed Hilbert R-tree; a question about a point looks at the
 * few whose box holds it. Where shapes share a border or overlap, the lowest code owns the point,
 * so that everybody counts once. Communities without a shape take part by their centre.
 */
public final class Jurisdiction {
  public static final Jurisdiction EMPTY = of(List.of());

  private final NavigableMap<AreaCode, Area> areas = new TreeMap<>();
  private final HPRtree communities = new HPRtree();

  /** The centres in the zone in which the first of them lies. */
  private final Map<AreaCode, GaussKrueger.Point> plane = new HashMap<>();

  private Jurisdiction(Collection<Area> all) {
    for (Area area : all) {
      areas.put(area.code(), area);
    }
    for (Area area : areas.values()) {
      if (area.level() == Level.COMMUNITY) {
        envelope(area).ifPresent(box -> communities.insert(box, area));
      }
    }
    communities.build();
    layOut();
  }

  private void layOut() {
    Optional<GaussKrueger> zone =
        areas.values().stream()
            .flatMap(area -> area.center().stream())
            .findFirst()
            .map(center -> GaussKrueger.zoneOf(center.lon()));
    for (Area area : areas.values()) {
      area.center().ifPresent(center -> plane.put(area.code(), zone.orElseThrow().project(center)));
    }
  }

  public static Jurisdiction of(Collection<Area> areas) {
    return new Jurisdiction(areas);
  }

  public Optional<Area> find(AreaCode code) {
    return Optional.ofNullable(areas.get(code));
  }

  /** All areas in the order of their codes. */
  public List<Area> list() {
    return List.copyOf(areas.values());
  }

  public List<Area> list(Level level) {
    return areas.values().stream().filter(a -> a.level() == level).toList();
  }

  /** Those of a level beneath an area (or that area itself). */
  public List<Area> list(Level level, AreaCode above) {
    return beneath(above).filter(a -> a.level() == level).toList();
  }

  /** Those directly beneath an area. */
  public List<Area> children(AreaCode parent) {
    return beneath(parent)
        .filter(a -> !a.code().equals(parent) && a.code().parent().equals(parent))
        .toList();
  }

  /** The communities of these areas, each once, in the order of their codes. */
  public List<AreaCode> communitiesUnder(Collection<AreaCode> codes) {
    return codes.stream()
        .flatMap(this::beneath)
        .filter(a -> a.level() == Level.COMMUNITY)
        .map(Area::code)
        .distinct()
        .sorted()
        .toList();
  }

  /** The communities that share ground with the geometry. */
  public List<AreaCode> communitiesWithin(Geometry geometry) {
    Geometry target = geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
    return communities(target.getEnvelopeInternal(), area -> meets(area, target));
  }

  /** The communities of which some ground lies within the radius. */
  public List<AreaCode> communitiesWithin(LonLat center, double radiusM) {
    var around = new LocalMetres(center);
    return communities(around.around(radiusM), area -> around.distanceM(outline(area)) <= radiusM);
  }

  /** The community in which a point lies. */
  public Optional<AreaCode> communityAt(LonLat point) {
    return Optional.ofNullable(
        communities(
                new Envelope(new Coordinate(point.lon(), point.lat())),
                area -> area.shape().filter(s -> s.covers(point)).isPresent())
            .stream()
            .findFirst()
            .orElse(null));
  }

  /** True when the position lies in the area; on a shared border in one community only. */
  public boolean contains(AreaCode code, Position position) {
    if (code.level() == Level.COMMUNITY) {
      return communityAt(position.point()).filter(code::equals).isPresent();
    }
    Optional<AreaShape> shape = find(code).flatMap(Area::shape);
    return shape.isPresent()
        ? shape.get().covers(position.point())
        : communityAt(position.point()).filter(code::covers).isPresent();
  }

  /** How far outside an area a point is, in metres: 0 within it, infinite where it has no shape. */
  public double outsideM(AreaCode code, LonLat point) {
    return find(code)
        .flatMap(Area::shape)
        .map(shape -> new LocalMetres(point).distanceM(shape.geometry()))
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Between the centres in the plane of the local zone; empty when one has none. */
  public Optional<Double> findDistanceM(AreaCode a, AreaCode b) {
    GaussKrueger.Point source = plane.get(a);
    GaussKrueger.Point target = plane.get(b);
    return source == null || target == null
        ? Optional.empty()
        : Optional.of(source.distanceM(target));
  }

  /** Between the centres; unknown places count as infinitely far. */
  public double distanceM(AreaCode a, AreaCode b) {
    return a.equals(b) ? 0 : findDistanceM(a, b).orElse(Double.POSITIVE_INFINITY);
  }

  private Stream<Area> beneath(AreaCode above) {
    AreaCode last = new AreaCode(above.prefix() + "9".repeat(12 - above.prefix().length()));
    return areas.subMap(above, true, last, true).values().stream();
  }

  private List<AreaCode> communities(Envelope box, Predicate<Area> wanted) {
    List<?> near = communities.query(box);
    return near.stream()
        .map(Area.class::cast)
        .filter(wanted)
        .map(Area::code)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static boolean meets(Area area, Geometry target) {
    return area.shape().isPresent()
        ? area.shape().get().overlaps(target)
        : target.intersects(outline(area));
  }

  private static Geometry outline(Area area) {
    return area.shape()
        .map(AreaShape::geometry)
        .or(() -> area.center().map(Geometries::point))
        .orElseThrow(() -> new IllegalStateException("no place: " + area.code()));
  }

  private static Optional<Envelope> envelope(Area area) {
    return area.shape()
        .map(AreaShape::envelope)
        .or(() -> area.center().map(c -> new Envelope(new Coordinate(c.lon(), c.lat()))));
  }
}
