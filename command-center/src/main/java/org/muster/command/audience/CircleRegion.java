package org.muster.command.audience;

import org.muster.model.place.Distances;
import org.muster.model.place.LonLat;

/**
 * What lies within a radius over the ground.
 *
 * <p>Along a row of cells the distance grows with every column away from the centre, so the first
 * and last cell of a row are found by halving, and so are those wholly within.
 */
record CircleRegion(LonLat center, double radiusM) implements Region {
  /** Rounding must never put a cell within that has a point outside. */
  private static final double CAREFUL = 1.001;

  private static final double DEGREE_M_MAX = 111_700;

  @Override
  public void visit(Grid grid, Visitor visitor) {
    double latitudes = radiusM * CAREFUL / (DEGREE_M_MAX * 0.98);
    int first = grid.row(center.lat() - latitudes);
    int last = grid.row(center.lat() + latitudes);
    double halfM = grid.stepDeg() * DEGREE_M_MAX * Math.sqrt(0.5) * CAREFUL;
    int middle = grid.column(center.lon());
    for (int row = first; row <= last; row++) {
      visitRow(grid, row, middle, halfM, visitor);
    }
  }

  private void visitRow(Grid grid, int row, int middle, double halfM, Visitor visitor) {
    boolean isRimRow = row == 0 || row == grid.rows() - 1;
    int west = reach(grid, row, middle, -1, isRimRow ? Double.MAX_VALUE : radiusM + halfM);
    int east = reach(grid, row, middle, 1, isRimRow ? Double.MAX_VALUE : radiusM + halfM);
    int innerWest = reach(grid, row, middle, -1, radiusM - halfM);
    int innerEast = reach(grid, row, middle, 1, radiusM - halfM);
    boolean middleIsIn = distanceM(grid, middle, row) <= radiusM - halfM;
    for (int column = west; column <= east; column++) {
      boolean within =
          middleIsIn && column >= innerWest && column <= innerEast && !grid.isRim(column, row);
      visitor.cell(grid.cell(column, row), within);
    }
  }

  /** The last column from the middle on whose centre is near enough; the middle at least. */
  private int reach(Grid grid, int row, int middle, int direction, double nearM) {
    int near = 0;
    int far = direction < 0 ? middle : grid.columns() - 1 - middle;
    while (near < far) {
      int half = (near + far + 1) >>> 1;
      if (distanceM(grid, middle + direction * half, row) <= nearM) {
        near = half;
      } else {
        far = half - 1;
      }
    }
    return middle + direction * near;
  }

  private double distanceM(Grid grid, int column, int row) {
    return Distances.metres(
        center.lon(), center.lat(), grid.middleLon(column), grid.middleLat(row));
  }

  @Override
  public boolean covers(double lon, double lat) {
    return Distances.metres(center.lon(), center.lat(), lon, lat) <= radiusM;
  }
}
