package org.muster.command.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of the server as its first orderly stop left them in memory, for later starts to map
 * instead of reading them anew: with it a start takes two thirds of the processor time.
 */
public final class ClassArchive {
  private ClassArchive() {}

  /**
   * What the virtual machine is to be told, of an archive in this folder or for there to be one.
   */
  public static List<String> options(Path folder) {
    Path archive = folder.resolve("classes.jsa");
    String option = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
    return List.of(option + archive, "-Xlog:cds=off");
  }
}
