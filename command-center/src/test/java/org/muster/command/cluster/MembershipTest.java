package org.muster.command.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.settings.NotStartedException;
import org.muster.command.settings.Settings;

/** How a node may look for the others, before it opens anything. */
final class MembershipTest {
  private static final Path FILE = Path.of("..", "config", "hazelcast.yaml");
  private static final String ADDRESS = "10.0.0.1";
  private static final List<String> NAMED = List.of("10.0.0.1:5701", "db2.city.example:5701");

  @TempDir Path folder;

  @Test
  void byAListOfTheOthers() {
    assertDoesNotThrow(() -> member(FILE, NAMED));
  }

  @Test
  void byTheNameOfAServiceInKubernetes() throws IOException {
    Path file = changed("        enabled: false\n  # 节奏", "        enabled: true\n%s\n  # 节奏");

    assertDoesNotThrow(() -> member(file, List.of()));
  }

  @Test
  void notByMulticastThroughWhichAnybodyCouldJoin() throws IOException {
    Path file = changed("        enabled: false\n      # 名单", "        enabled: true\n      # 名单");

    assertRefused("multicast", file, NAMED);
  }

  @Test
  void notByNothing() {
    assertRefused("cluster.members is empty", FILE, List.of());
  }

  @Test
  void aFileThatHazelcastDoesNotUnderstandIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.yaml"), "hazelcast:\n  network: 7\n");

    assertRefused("wrong.yaml", file, NAMED);
    assertRefused("none.yaml", folder.resolve("none.yaml"), NAMED);
  }

  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(FILE);
    assertTrue(text.contains(from), "the shipped file has: " + from);
    String service = "        service-dns: muster-nodes\n        service-port: 5701";
    return Files.writeString(
        folder.resolve("changed.yaml"), text.replace(from, to.formatted(service)));
  }

  private static void assertRefused(String why, Path file, List<String> members) {
    var refused = assertThrows(NotStartedException.class, () -> member(file, members));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
  }

  private static Membership member(Path file, List<String> members) {
    return new Membership(
        new Settings.Cluster(file, ADDRESS, 5701, 5801, members, Optional.empty()));
  }
}
