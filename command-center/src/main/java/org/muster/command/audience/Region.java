package org.muster.command.audience;

/** Ground that is asked about. Cells wholly within it need no further look at points. */
sealed interface Region permits CircleRegion, PolygonRegion, Everywhere {

  /** Tells the visitor every cell that may hold points of the region, each once. */
  void visit(Grid grid, Visitor visitor);

  /** True inside and on the border. */
  boolean covers(double lon, double lat);

  /** Is told cells by their numbers. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param within true when every point of the cell is covered
     */
    void cell(int cell, boolean within);
  }
}
