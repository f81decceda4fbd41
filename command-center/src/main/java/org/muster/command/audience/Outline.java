package org.muster.command.audience;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * Which cells the outline of polygons passes through.
 *
 * <p>Between two of those in a row all cells are alike, so one look at one centre decides for all.
 */
final class Outline {
  /** Rounding must never leave out a cell that a line touches. */
  private static final double CAREFUL = 1e-7;

  private final Grid grid;
  private final Ground ground;
  private final int west;
  private final int south;
  private final int columns;
  private final boolean[] crossed;

  /** Is told cells that are crossed. */
  @FunctionalInterface
  interface Crossed {
    void cell(int column, int row);
  }

  /** Says of single points whether the polygons cover them. */
  interface Ground {
    boolean covers(double lon, double lat);
  }

  Outline(Geometry polygons, Grid grid, Ground ground) {
    this.grid = grid;
    this.ground = ground;
    Envelope box = polygons.getEnvelopeInternal();
    west = grid.column(box.getMinX() - CAREFUL);
    south = grid.row(box.getMinY() - CAREFUL);
    columns = grid.column(box.getMaxX() + CAREFUL) - west + 1;
    int rows = grid.row(box.getMaxY() + CAREFUL) - south + 1;
    crossed = new boolean[columns * rows];
    cross(polygons, grid, (column, row) -> crossed[(row - south) * columns + column - west] = true);
  }

  /** Tells every cell that the outline passes through or touches, some more than once. */
  static void cross(Geometry polygons, Grid grid, Crossed visitor) {
    for (Object line : LinearComponentExtracter.getLines(polygons)) {
      Coordinate[] points = ((LineString) line).getCoordinates();
      for (int i = 1; i < points.length; i++) {
        cross(points[i - 1], points[i], grid, visitor);
      }
    }
  }

  private static void cross(Coordinate a, Coordinate b, Grid grid, Crossed visitor) {
    Coordinate low = a.y <= b.y ? a : b;
    Coordinate high = a.y <= b.y ? b : a;
    int first = grid.row(low.y - CAREFUL);
    int last = grid.row(high.y + CAREFUL);
    double half = grid.stepDeg() / 2 + CAREFUL;
    for (int row = first; row <= last; row++) {
      double from = lonAt(low, high, grid.middleLat(row) - half);
      double to = lonAt(low, high, grid.middleLat(row) + half);
      int left = grid.column(Math.min(from, to) - CAREFUL);
      int right = grid.column(Math.max(from, to) + CAREFUL);
      for (int column = left; column <= right; column++) {
        visitor.cell(column, row);
      }
    }
  }

  /**
   * Where a line that rises from {@code low} to {@code high} is at a latitude, or its nearer end.
   */
  private static double lonAt(Coordinate low, Coordinate high, double lat) {
    if (lat <= low.y) {
      return low.x;
    }
    return lat >= high.y ? high.x : low.x + (high.x - low.x) * (lat - low.y) / (high.y - low.y);
  }

  void visit(Region.Visitor visitor) {
    for (int row = south; row < south + crossed.length / columns; row++) {
      boolean isKnown = false;
      boolean within = false;
      for (int column = west; column < west + columns; column++) {
        int cell = grid.cell(column, row);
        if (crossed[(row - south) * columns + column - west] || grid.isRim(column, row)) {
          visitor.cell(cell, false);
          isKnown = false;
          continue;
        }
        if (!isKnown) {
          within = isInside(column, row);
          isKnown = true;
        }
        if (within) {
          visitor.cell(cell, true);
        }
      }
    }
  }

  private boolean isInside(int column, int row) {
    return ground.covers(grid.middleLon(column), grid.middleLat(row));
  }
}
