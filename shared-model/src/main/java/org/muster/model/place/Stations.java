package org.muster.model.place;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/**
 * The stations of an area, and how far they reach.
 *
 * <p>Every question looks at all stations: an area has some hundreds of them, and a plan asks once
 * for each community.
 */
public record Stations(List<Station> list) {
  public Stations {
    list = List.copyOf(list);
  }

  /** A station and the way to it in metres. */
  public record Near(Station station, double metres) {}

  /** The station next to a point; empty when there is none at all. */
  public Optional<Near> nearest(LonLat point) {
    return list.stream()
        .map(station -> new Near(station, Distances.metres(point, station.at())))
        .min(Comparator.comparingDouble(Near::metres).thenComparing(n -> n.station().id().value()));
  }

  /** What of the ground lies farther from every station than {@code radiusM}; may be empty. */
  public Geometry beyond(AreaShape ground, double radiusM) {
    Geometry left = ground.geometry();
    for (Station station : list) {
      var circle = new LocalMetres(station.at()).circle(radiusM);
      if (circle.getEnvelopeInternal().intersects(left.getEnvelopeInternal())) {
        left = left.difference(circle);
      }
    }
    return left instanceof Polygonal ? left : Geometries.FACTORY.createMultiPolygon();
  }

  /** The share of the ground within {@code radiusM} of a station, 0 to 1. */
  public double reach(AreaShape ground, double radiusM) {
    double all = ground.geometry().getArea();
    return all == 0 ? 0 : 1 - beyond(ground, radiusM).getArea() / all;
  }
}
