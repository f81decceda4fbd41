package org.muster.command.geo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.muster.command.sheet.AreaRow;
import org.muster.command.sheet.Fault;
import org.muster.command.sheet.Limits;
import org.muster.command.sheet.Problem;
import org.muster.command.sheet.Problem.Severity;
import org.muster.command.sheet.Problems;
import org.muster.command.sheet.Reading;
import org.muster.command.sheet.UnreadableFileException;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;

/** One layer of divisions while its features are read: each has a code, a name and polygons. */
final class Layer {
  private static final Envelope DEGREES = new Envelope(-180, 180, -90, 90);
  private static final int NAME_MAX = 60;

  private final Problems problems = new Problems();
  private final Map<AreaCode, Integer> seen = new HashMap<>();
  private final List<AreaRow> accepted = new ArrayList<>();
  private int rows;
  private long coordinates;

  /** Reads the geometry of a feature; what is none may fail in any way. */
  interface Shape {
    Geometry read() throws ParseException;
  }

  /**
   * What a feature says of itself.
   *
   * @param center where its label stands; a point inside if it does not say
   * @param schematic not surveyed
   */
  record Said(String code, String name, Optional<LonLat> center, boolean schematic) {}

  void add(Said said, Shape geometry) {
    if (++rows > Limits.FEATURES_MAX) {
      throw new UnreadableFileException(
          Fault.FILE_TOO_MANY_ROWS, String.valueOf(Limits.FEATURES_MAX));
    }
    String name = said.name();
    if (!said.code().matches("[1-9][0-9]{1,11}")) {
      refuse("code", Fault.AREA_CODE);
      return;
    }
    if (name.isEmpty() || name.length() > NAME_MAX) {
      refuse("name", name.isEmpty() ? Fault.MISSING : Fault.TOO_LONG);
      return;
    }
    AreaCode area = AreaCode.of(said.code());
    Integer before = seen.putIfAbsent(area, rows);
    if (before != null) {
      refuse("code", Fault.AREA_DUPLICATE, before.toString());
      return;
    }
    shape(geometry)
        .ifPresent(
            shape -> accepted.add(new AreaRow(rows, area, name, Optional.of(ground(shape, said)))));
  }

  Reading<AreaRow> reading() {
    if (rows == 0) {
      throw new UnreadableFileException(Fault.FILE_NO_ROWS);
    }
    var about = new Reading.About("code", Optional.empty(), List.of(), 0, Map.of());
    return new Reading<>(rows, List.copyOf(accepted), problems, about);
  }

  /** A point in degrees, if it is one. */
  static Optional<LonLat> point(double lon, double lat) {
    return DEGREES.contains(lon, lat) ? Optional.of(new LonLat(lon, lat)) : Optional.empty();
  }

  private Optional<Geometry> shape(Shape geometry) {
    Geometry shape;
    try {
      shape = geometry.read();
    } catch (ParseException | RuntimeException e) {
      // The readers trust the structure of their input and fail in many ways on other things.
      return refuse("geometry", Fault.SHAPE);
    }
    if (!(shape instanceof Polygonal) || shape.isEmpty()) {
      return refuse("geometry", Fault.SHAPE);
    }
    coordinates += shape.getNumPoints();
    if (coordinates > Limits.COORDINATES_MAX) {
      throw new UnreadableFileException(Fault.FILE_BOMB);
    }
    if (!DEGREES.contains(shape.getEnvelopeInternal())) {
      return refuse("geometry", Fault.SHAPE_NOT_DEGREES);
    }
    if (shape.isValid()) {
      return Optional.of(shape);
    }
    Geometry repaired = GeometryFixer.fix(shape);
    if (!(repaired instanceof Polygonal) || repaired.isEmpty()) {
      return refuse("geometry", Fault.SHAPE);
    }
    problems.add(problem("geometry", Fault.SHAPE_REPAIRED, Severity.WARNING));
    return Optional.of(repaired);
  }

  private static AreaRow.Ground ground(Geometry shape, Said said) {
    LonLat center =
        said.center()
            .orElseGet(
                () -> {
                  var inside = shape.getInteriorPoint();
                  return new LonLat(inside.getX(), inside.getY());
                });
    return new AreaRow.Ground(shape, center, said.schematic());
  }

  private <T> Optional<T> refuse(String column, Fault fault, String... details) {
    problems.add(problem(column, fault, Severity.ERROR, details));
    return Optional.empty();
  }

  private Problem problem(String column, Fault fault, Severity severity, String... details) {
    List<String> named = details.length == 0 ? List.of(column) : List.of(details);
    return new Problem(rows, column, "", fault, named, severity, Optional.empty());
  }
}
