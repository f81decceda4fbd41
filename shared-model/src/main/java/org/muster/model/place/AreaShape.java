package org.muster.model.place;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * The ground an area covers: polygons in degrees, longitude first.
 *
 * <p>A point is located in O(log n) of the outline's points through an index that is built on the
 * first question. Safe for many readers.
 *
 * @see org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator
 */
public final class AreaShape {
  private static final double SLIVER_MAX = 1e-6;
  private static final double SKETCHED_WITHIN = 1.0 / 200;

  private final Geometry geometry;
  private final IndexedPointInAreaLocator locator;
  private final boolean schematic;

  /**
   * @param schematic drawn, not surveyed: every screen must say so (示意边界，非法定界线)
   */
  public AreaShape(Geometry geometry, boolean schematic) {
    if (!(geometry instanceof Polygonal) || geometry.isEmpty()) {
      throw new IllegalArgumentException("an area is made of polygons");
    }
    this.geometry = geometry;
    this.schematic = schematic;
    this.locator = new IndexedPointInAreaLocator(geometry);
  }

  /** The polygons; not to be changed. */
  public Geometry geometry() {
    return geometry;
  }

  /** The outline for a drawing as large as a hand: off by a two-hundredth of its size at most. */
  public Geometry sketch() {
    Envelope box = envelope();
    double off = Math.min(box.getWidth(), box.getHeight()) * SKETCHED_WITHIN;
    return TopologyPreservingSimplifier.simplify(geometry, off);
  }

  public boolean schematic() {
    return schematic;
  }

  /** The same ground, point by point, and drawn or surveyed alike. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AreaShape shape
        && schematic == shape.schematic
        && geometry.equalsExact(shape.geometry);
  }

  @Override
  public int hashCode() {
    return geometry.getEnvelopeInternal().hashCode();
  }

  /** True inside and on the border. */
  public boolean covers(LonLat point) {
    return locator.locate(new Coordinate(point.lon(), point.lat())) != Location.EXTERIOR;
  }

  /**
   * True when ground is shared. A common border alone is not enough, nor are the slivers that
   * rounding leaves between neighbours.
   */
  boolean overlaps(Geometry other) {
    if (!geometry.intersects(other)) {
      return false;
    }
    if (other.getDimension() < 2) {
      return true;
    }
    double smaller = Math.min(geometry.getArea(), other.getArea());
    return geometry.intersection(other).getArea() > smaller * SLIVER_MAX;
  }

  Envelope envelope() {
    return geometry.getEnvelopeInternal();
  }
}
