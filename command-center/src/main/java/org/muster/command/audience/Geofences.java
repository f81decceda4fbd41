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
 * In which area a position lies, by a raster: a cell wholly within an area answers at once, a cell
 * that a border crosses asks the few areas that meet there.
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

  private final Grid grid;
  private final List<AreaCode> codes;
  private final Bands[] bands;

  /** For each cell the area that holds it, from 1, or where its areas stand, from -1. */
  private final int[] answer;

  /** The areas that meet in a cell, ascending; one that holds it all comes last and negated. */
  private final List<short[]> meeting = new ArrayList<>();

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
    codes = new ArrayList<>(sorted.keySet());
    bands = new Bands[codes.size()];
    answer = new int[grid.cells()];
    int number = 0;
    for (Geometry shape : sorted.values()) {
      bands[number] = new Bands(shape, grid);
      draw(number, shape);
      number++;
    }
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

  /** The area that owns the point; empty when it lies in none. */
  public Optional<AreaCode> find(double lon, double lat) {
    int number = number(lon, lat);
    return number < 0 ? Optional.empty() : Optional.of(codes.get(number));
  }

  private int number(double lon, double lat) {
    int known = answer[grid.cellAt(lon, lat)];
    if (known >= 0) {
      return known - 1;
    }
    for (short area : meeting.get(-known - 1)) {
      if (area < 0) {
        return -area - 1;
      }
      if (bands[area].covers(lon, lat)) {
        return area;
      }
    }
    return -1;
  }
}
