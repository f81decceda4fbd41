package org.muster.command.audience;

import org.locationtech.jts.geom.Envelope;

/**
 * Equal cells of degrees over a box. Whatever lies outside belongs to the nearest cell of the rim;
 * hence a cell of the rim is never wholly within anything but everywhere.
 */
final class Grid {
  private final double west;
  private final double south;
  private final double stepDeg;
  private final int columns;
  private final int rows;

  Grid(Envelope box, double stepDeg) {
    this.west = box.getMinX() - stepDeg;
    this.south = box.getMinY() - stepDeg;
    this.stepDeg = stepDeg;
    this.columns = (int) Math.ceil(box.getWidth() / stepDeg) + 2;
    this.rows = (int) Math.ceil(box.getHeight() / stepDeg) + 2;
  }

  private Grid(Grid coarse, int side) {
    west = coarse.west;
    south = coarse.south;
    stepDeg = coarse.stepDeg / side;
    columns = coarse.columns * side;
    rows = coarse.rows * side;
  }

  /**
   * Every cell cut into so many each way.
   *
   * @param side a power of two, so that both grids agree to the last bit in which cell a point is
   */
  Grid finer(int side) {
    return new Grid(this, side);
  }

  int cells() {
    return rows * columns;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  double stepDeg() {
    return stepDeg;
  }

  int column(double lon) {
    return Math.clamp((long) Math.floor((lon - west) / stepDeg), 0, columns - 1);
  }

  int row(double lat) {
    return Math.clamp((long) Math.floor((lat - south) / stepDeg), 0, rows - 1);
  }

  int cell(int column, int row) {
    return row * columns + column;
  }

  int cellAt(double lon, double lat) {
    return cell(column(lon), row(lat));
  }

  boolean isRim(int column, int row) {
    return column == 0 || row == 0 || column == columns - 1 || row == rows - 1;
  }

  double middleLon(int column) {
    return west + (column + 0.5) * stepDeg;
  }

  double middleLat(int row) {
    return south + (row + 0.5) * stepDeg;
  }
}
