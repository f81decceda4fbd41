package org.muster.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;
import org.muster.command.audience.Geofences;
import org.muster.command.audience.SampleCity;
import org.muster.model.place.AreaCode;
import org.muster.model.place.LonLat;
import org.muster.model.wire.Json;

/**
 * In which community a position lies: beside an STRtree of prepared shapes over the same
 * communities in the same run. Writes {@code target/bench/geofence.json}.
 */
public final class GeofenceBenchmark {
  private static final double STEP_DEG = 0.0005;
  private static final int POINTS = 400_000;
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 5;

  /** A straight border is cut into so many pieces, as surveyed ones are. */
  private static final int PIECES = 12;

  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final Map<String, Object> report = new LinkedHashMap<>();

  public static void main(String[] args) throws IOException {
    if (args.length > 0) {
      OUT.println("usage: scripts/bench geofence");
      return;
    }
    new GeofenceBenchmark().run(Path.of("target", "bench", "geofence.json"));
  }

  private void run(Path file) throws IOException {
    double few = measure(300);
    double many = measure(3_000);
    OUT.printf("300 against 3000 areas: %.2f times as fast%n", few / many);
    report.put("fewAgainstMany", few / many);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.write(report));
    OUT.println(file.toAbsolutePath());
  }

  private double measure(int count) {
    Map<AreaCode, Geometry> areas = areas(count);
    long heap = Timing.heapBytes();
    long start = System.nanoTime();
    var fences = new Geofences(areas, STEP_DEG);
    double seconds = (System.nanoTime() - start) / 1e9;
    long mib = (Timing.heapBytes() - heap) >> 20;
    var tree = new STRtree();
    areas.forEach(
        (code, shape) ->
            tree.insert(
                shape.getEnvelopeInternal(),
                Map.entry(code, PreparedGeometryFactory.prepare(shape))));
    tree.build();
    var ours = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      List<LonLat> points = points(round);
      double mine = perSecond(points, at -> fences.find(at.lon(), at.lat()));
      double theirs = perSecond(points, at -> byTree(tree, at));
      if (round >= WARM_UP) {
        ours.add(mine);
        peer.add(theirs);
      }
    }
    for (LonLat at : points(99).subList(0, 5_000)) {
      if (!fences.find(at.lon(), at.lat()).equals(byTree(tree, at))) {
        throw new IllegalStateException("not the same owner at " + at);
      }
    }
    double ratio = Timing.median(ours) / Timing.median(peer);
    OUT.printf(
        "%d areas: %,.0f positions/s, STRtree %,.0f, ratio %.1f; made in %.1f s, %d MiB%n",
        count, Timing.median(ours), Timing.median(peer), ratio, seconds, mib);
    var row = new LinkedHashMap<String, Object>();
    row.put("perSecond", Timing.median(ours));
    row.put("strTreePerSecond", Timing.median(peer));
    row.put("ratio", ratio);
    row.put("madeInS", seconds);
    row.put("mib", mib);
    report.put("areas" + count, row);
    return Timing.median(ours);
  }

  private static Optional<AreaCode> byTree(STRtree tree, LonLat at) {
    var point = SHAPES.createPoint(new Coordinate(at.lon(), at.lat()));
    Optional<AreaCode> owner = Optional.empty();
    for (Object one : tree.query(point.getEnvelopeInternal())) {
      var entry = (Map.Entry<?, ?>) one;
      var code = (AreaCode) entry.getKey();
      if (((PreparedGeometry) entry.getValue()).intersects(point)
          && (owner.isEmpty() || code.compareTo(owner.get()) < 0)) {
        owner = Optional.of(code);
      }
    }
    return owner;
  }

  private static double perSecond(List<LonLat> points, Function<LonLat, Optional<AreaCode>> find) {
    int found = 0;
    long start = Timing.CPU.getAsLong();
    for (LonLat at : points) {
      found += find.apply(at).isPresent() ? 1 : 0;
    }
    double seconds = (Timing.CPU.getAsLong() - start) / 1e9;
    if (found == 0) {
      throw new IllegalStateException("nothing found");
    }
    return points.size() / seconds;
  }

  private static List<LonLat> points(int seed) {
    var city = new SampleCity(new Random(seed), 0);
    var points = new ArrayList<LonLat>();
    for (int i = 0; i < POINTS; i++) {
      points.add(city.point());
    }
    return points;
  }

  /** Communities as neighbours that leave no gap, with many points on their borders. */
  private static Map<AreaCode, Geometry> areas(int count) {
    var sites = new ArrayList<Coordinate>();
    var city = new SampleCity(new Random(count), 0);
    for (int i = 0; i < count; i++) {
      LonLat at = city.point();
      sites.add(new Coordinate(at.lon(), at.lat()));
    }
    var builder = new VoronoiDiagramBuilder();
    builder.setSites(sites);
    builder.setClipEnvelope(SampleCity.BOX);
    Geometry diagram = builder.getDiagram(SHAPES);
    Geometry box = SHAPES.toGeometry(new Envelope(SampleCity.BOX));
    var areas = new TreeMap<AreaCode, Geometry>();
    for (int i = 0; i < diagram.getNumGeometries(); i++) {
      Geometry cell = diagram.getGeometryN(i).intersection(box);
      if (!cell.isEmpty()) {
        areas.put(AreaCode.of("330522%06d".formatted(100_001 + i)), dense(cell));
      }
    }
    return areas;
  }

  private static Geometry dense(Geometry cell) {
    Coordinate[] corners = cell.getCoordinates();
    var points = new ArrayList<Coordinate>();
    for (int i = 1; i < corners.length; i++) {
      for (int piece = 0; piece < PIECES; piece++) {
        double part = (double) piece / PIECES;
        double lon = corners[i - 1].x + (corners[i].x - corners[i - 1].x) * part;
        double lat = corners[i - 1].y + (corners[i].y - corners[i - 1].y) * part;
        points.add(new Coordinate(lon, lat));
      }
    }
    points.add(points.getFirst());
    return SHAPES.createPolygon(points.toArray(Coordinate[]::new));
  }
}
