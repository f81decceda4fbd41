package org.muster.command.audience;

import java.util.Arrays;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * Whether polygons cover a point, by the few edges that pass through its row of the grid.
 *
 * <p>A ray is sent east and the edges it crosses are counted, with the exact orientation test of
 * JTS ({@code RayCrossingCounter} does the same); points on an edge are covered. The edges of a row
 * stand side by side in one array, so that a question touches one short stretch of memory and costs
 * the same for many areas as for few.
 */
final class Bands {
  private static final int PER_EDGE = 4;

  private final Grid grid;
  private final int south;

  /** Where the edges of each row begin; the last entry is where all end. */
  private final int[] start;

  /** Four ordinates for each edge: x and y of one end, then of the other. */
  private final double[] edges;

  Bands(Geometry polygons, Grid grid) {
    this.grid = grid;
    var box = polygons.getEnvelopeInternal();
    south = grid.row(box.getMinY());
    start = new int[grid.row(box.getMaxY()) - south + 2];
    each(polygons, (row, _, _) -> start[row - south + 1] += PER_EDGE);
    Arrays.parallelPrefix(start, Integer::sum);
    edges = new double[start[start.length - 1]];
    int[] next = start.clone();
    each(
        polygons,
        (row, a, b) -> {
          int at = next[row - south];
          edges[at] = a.x;
          edges[at + 1] = a.y;
          edges[at + 2] = b.x;
          edges[at + 3] = b.y;
          next[row - south] += PER_EDGE;
        });
  }

  /** Is told an edge for each row that it passes through. */
  private interface Edges {
    void edge(int row, Coordinate a, Coordinate b);
  }

  private void each(Geometry polygons, Edges edges) {
    for (Object line : LinearComponentExtracter.getLines(polygons)) {
      Coordinate[] points = ((LineString) line).getCoordinates();
      for (int i = 1; i < points.length; i++) {
        int last = grid.row(Math.max(points[i - 1].y, points[i].y));
        for (int row = grid.row(Math.min(points[i - 1].y, points[i].y)); row <= last; row++) {
          edges.edge(row, points[i - 1], points[i]);
        }
      }
    }
  }

  /** True inside and on the border. */
  boolean covers(double lon, double lat) {
    int row = grid.row(lat) - south;
    if (row < 0 || row >= start.length - 1) {
      return false;
    }
    boolean isOdd = false;
    for (int at = start[row]; at < start[row + 1]; at += PER_EDGE) {
      switch (crossing(at, lon, lat)) {
        case ON -> {
          return true;
        }
        case CROSSED -> isOdd = !isOdd;
        default -> {}
      }
    }
    return isOdd;
  }

  private static final int MISSED = 0;
  private static final int CROSSED = 1;
  private static final int ON = 2;

  private int crossing(int at, double lon, double lat) {
    double ax = edges[at];
    double ay = edges[at + 1];
    double bx = edges[at + 2];
    double by = edges[at + 3];
    if (ax < lon && bx < lon) {
      return MISSED;
    }
    if (bx == lon && by == lat) {
      return ON;
    }
    if (ay == lat && by == lat) {
      return Math.min(ax, bx) <= lon && lon <= Math.max(ax, bx) ? ON : MISSED;
    }
    if ((ay > lat) == (by > lat)) {
      return MISSED;
    }
    int side = CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, lon, lat);
    if (side == 0) {
      return ON;
    }
    return (side > 0) == (by > ay) ? CROSSED : MISSED;
  }
}
