package org.muster.command.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.Jurisdiction;

/**
 * In which area a position lies, by a raster: a cell wholly within an area answers at once. A cell
 * that a border crosses is cut into smaller ones, most of which answer as well; only in those that
 * the border itself passes through the few areas that meet there are asked.
 *
 * <p>What a question costs does not grow with the number of areas. Where areas share a border or
 * overlap, the lowest code owns the point, as everywhere. Immutable; safe for many readers.
 */
public final class Geofences {
  private static final int NONE = 0;

  /** About 50 metres: most positions are then farther than a cell from any border. */
  private static final double STEP_DEG = 0.0005;

  /** 16 MiB of raster; larger jurisdictions get larger cells. */
  private static final double CELLS_MAX = 4_000_000;

  /** A border cell is cut into so many each way. */
  private static final int SIDE = 8;

  private static final int SIDE_BITS = Integer.numberOfTrailingZeros(SIDE);
  private static final int BLOCK = SIDE * SIDE;

  /** Of a small cell: the areas that meet there must be asked. */
  private static final short DOUBTFUL = -1;

  private final Grid grid;
  private final Grid finer;
  private final Bands[] bands;

  /** By the number of the area from 1; nobody is first. */
  private final List<Optional<AreaCode>> owners = new ArrayList<>(List.of(Optional.empty()));

  /** For each cell the area that holds it, from 1, or where its areas stand, from -1. */
  private final int[] answer;

  /** The areas that meet in a cell, ascending; one that holds it all comes last and negated. */
  private final List<short[]> meeting = new ArrayList<>();

  /** For each small cell of the cells in which areas meet: the area that holds it, from 1. */
  private final short[] small;

  /**
   * @param stepDeg the side of a cell in degrees
   * @throws IllegalArgumentException for more than 32,000 shapes
   */
  public Geofences(Map<AreaCode, Geometry> shapes, double stepDeg) {
    NavigableMap<AreaCode, Geometry> sorted = new TreeMap<>(shapes);
    if (sorted.size() > 32_000) {
      throw new IllegalArgumentException("too many areas: " + sorted.size());
    }
    var box = new Envelope();
    sorted.values().forEach(shape -> box.expandToInclude(shape.getEnvelopeInternal()));
    grid = new Grid(box.isNull() ? new Envelope(0, 0, 0, 0) : box, stepDeg);
    finer = grid.finer(SIDE);
    bands = new Bands[sorted.size()];
    answer = new int[grid.cells()];
    sorted.keySet().forEach(code -> owners.add(Optional.of(code)));
    int number = 0;
    for (Geometry shape : sorted.values()) {
      bands[number] = new Bands(shape, grid);
      draw(number, shape);
      number++;
    }
    small = new short[meeting.size() * BLOCK];
    sorted.values().forEach(shape -> Outline.cross(shape, finer, this::doubt));
    decide();
  }

  /** The communities of a jurisdiction that have a shape. */
  public static Geofences of(Jurisdiction places) {
    var shapes = new TreeMap<AreaCode, Geometry>();
    var box = new Envelope();
    for (Area area : places.list(AreaCode.Level.COMMUNITY)) {
      area.shape()
          .ifPresent(
              shape -> {
                shapes.put(area.code(), shape.geometry());
                box.expandToInclude(shape.geometry().getEnvelopeInternal());
              });
    }
    double fitting = box.isNull() ? 0 : Math.sqrt(box.getWidth() * box.getHeight() / CELLS_MAX);
    return new Geofences(shapes, Math.max(STEP_DEG, fitting));
  }

  /** Areas come in the order of their codes; what follows one that holds the whole cell is idle. */
  private void draw(int number, Geometry shape) {
    new Outline(shape, grid, bands[number]::covers)
        .visit(
            (cell, within) -> {
              int known = answer[cell];
              if (known == NONE) {
                answer[cell] = within ? number + 1 : -list(new short[] {(short) number});
              } else if (known < 0) {
                extend(-known - 1, (short) (within ? -number - 1 : number));
              }
            });
  }

  private int list(short[] areas) {
    meeting.add(areas);
    return meeting.size();
  }

  private void extend(int list, short area) {
    short[] known = meeting.get(list);
    if (known[known.length - 1] >= 0) {
      short[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = area;
      meeting.set(list, more);
    }
  }

  private void doubt(int column, int row) {
    int known = answer[grid.cell(column >> SIDE_BITS, row >> SIDE_BITS)];
    if (known < 0) {
      small[smallCell(-known - 1, column, row)] = DOUBTFUL;
    }
  }

  /** A small cell without a border is of one area as a whole: that of its middle. */
  private void decide() {
    for (int cell = 0; cell < answer.length; cell++) {
      if (answer[cell] < 0) {
        decide(-answer[cell] - 1, cell % grid.columns(), cell / grid.columns());
      }
    }
  }

  private void decide(int list, int column, int row) {
    for (int i = 0; i < BLOCK; i++) {
      int fineColumn = (column << SIDE_BITS) + i % SIDE;
      int fineRow = (row << SIDE_BITS) + i / SIDE;
      int cell = smallCell(list, fineColumn, fineRow);
      if (grid.isRim(column, row)) {
        small[cell] = DOUBTFUL;
      } else if (small[cell] != DOUBTFUL) {
        small[cell] =
            (short) asked(list, finer.middleLon(fineColumn), finer.middleLat(fineRow));
      }
    }
  }

  private static int smallCell(int list, int fineColumn, int fineRow) {
    return list * BLOCK + (fineRow & (SIDE - 1)) * SIDE + (fineColumn & (SIDE - 1));
  }

  /** The area that owns the point; empty when it lies in none. */
  public Optional<AreaCode> find(double lon, double lat) {
    return owners.get(number(lon, lat));
  }

  private int number(double lon, double lat) {
    int column = finer.column(lon);
    int row = finer.row(lat);
    int known = answer[grid.cell(column >> SIDE_BITS, row >> SIDE_BITS)];
    if (known >= 0) {
      return known;
    }
    short within = small[smallCell(-known - 1, column, row)];
    return within == DOUBTFUL ? asked(-known - 1, lon, lat) : within;
  }

  /** The first of the areas of a list that covers the point. */
  private int asked(int list, double lon, double lat) {
    for (short area : meeting.get(list)) {
      if (area < 0) {
        return -area;
      }
      if (bands[area].covers(lon, lat)) {
        return area + 1;
      }
    }
    return NONE;
  }
}
