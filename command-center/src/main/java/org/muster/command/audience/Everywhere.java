package org.muster.command.audience;

/** No limit of ground. */
record Everywhere() implements Region {
  @Override
  public void visit(Grid grid, Visitor visitor) {
    for (int cell = 0; cell < grid.cells(); cell++) {
      visitor.cell(cell, true);
    }
  }

  @Override
  public boolean covers(double lon, double lat) {
    return true;
  }
}
