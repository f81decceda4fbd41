package org.muster.command.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportDesk.Committed;
import org.muster.command.desk.ImportKind;
import org.muster.model.access.AccountId;

/**
 * A folder with everything a county needs: divisions, their shapes, units, volunteers, insurance,
 * training and the deployment table.
 */
public final class CountyFolder {
  private static final String DEMO = "/demo/changxing/";

  /** Each file needs what the ones before it bring. */
  private static final List<Part> PARTS =
      List.of(
          new Part(ImportKind.AREAS, "county.geojson"),
          new Part(ImportKind.DIVISIONS, "streets.csv"),
          new Part(ImportKind.DIVISIONS, "communities.csv"),
          new Part(ImportKind.AREAS, "streets.geojson"),
          new Part(ImportKind.AREAS, "communities.geojson"),
          new Part(ImportKind.UNITS, "rosters/units.xlsx"),
          new Part(ImportKind.ROSTER, "rosters/roster-all.xlsx"),
          new Part(ImportKind.INSURANCE, "rosters/insurance.xlsx"),
          new Part(ImportKind.TRAINING, "rosters/training.xlsx"),
          new Part(ImportKind.DEPLOYMENT, "rosters/deployment.xlsx"));

  private record Part(ImportKind kind, String file) {
    boolean isAmong(Set<String> names) {
      return names.contains(file.substring(file.lastIndexOf('/') + 1));
    }
  }

  private final Path folder;
  private final List<Part> parts;

  public CountyFolder(Path folder) {
    this(folder, PARTS);
  }

  private CountyFolder(Path folder, List<Part> parts) {
    this.folder = folder;
    this.parts = parts;
  }

  /** One file to be imported. */
  public record Step(ImportKind kind, Path file) {}

  /** The files in the order in which they are imported. */
  public List<Step> steps() {
    return parts.stream().map(part -> new Step(part.kind(), folder.resolve(part.file()))).toList();
  }

  /** The files that are not there. */
  public List<Path> missing() {
    return steps().stream().map(Step::file).filter(file -> !Files.isRegularFile(file)).toList();
  }

  /** Imports everything; stops at the first file that is not right. */
  public void load(ImportDesk desk, AccountId by, Consumer<String> progress) {
    for (Step step : steps()) {
      Committed done = desk.load(step.kind(), step.file(), by);
      progress.accept(
          folder.relativize(step.file()) + ": +" + done.added() + " ~" + done.changed());
    }
  }

  /** Loads what is still missing of the demo county that is part of the program. */
  public static void loadDemo(ImportDesk desk, AccountId by, Consumer<String> progress)
      throws IOException {
    Set<String> loaded = desk.loaded(by);
    List<Part> missing = PARTS.stream().filter(part -> !part.isAmong(loaded)).toList();
    Path folder = Files.createTempDirectory("muster-demo-");
    try {
      for (Part part : missing) {
        unpack(part.file(), folder);
      }
      new CountyFolder(folder, missing).load(desk, by, progress);
    } finally {
      remove(folder);
    }
  }

  private static void unpack(String file, Path folder) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream in = CountyFolder.class.getResourceAsStream(DEMO + file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its demo county: " + file);
      }
      Files.copy(in, target);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
