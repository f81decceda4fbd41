package org.muster.field.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.model.wire.ClientFrame.DeedName;
import org.muster.model.wire.ClientFrame.Do;

class OutboxTest {
  private static final UUID ASSIGNMENT = UUID.randomUUID();

  @TempDir private Path folder = Path.of(".");

  @Test
  void openDeedsSurviveARestartInTheirOrder() {
    Path file = folder.resolve("outbox");
    Do first = deed(DeedName.ACCEPT);
    Do second = decline();
    Do third = deed(DeedName.LEAVE);
    try (var outbox = Outbox.inFile(file)) {
      List.of(first, second, third).forEach(outbox::add);
      assertEquals(Optional.of(first), outbox.settle(first.id()));
    }
    try (var outbox = Outbox.inFile(file)) {
      assertEquals(List.of(second, third), outbox.pending());
    }
  }

  @Test
  void lineCutShortByACrashIsLeftOut() throws IOException {
    Path file = folder.resolve("outbox");
    Do whole = decline();
    try (var outbox = Outbox.inFile(file)) {
      outbox.add(whole);
    }
    byte[] line = Files.readAllBytes(file);
    String text = new String(line, StandardCharsets.UTF_8);
    int insideACharacter =
        text.substring(0, text.indexOf("值")).getBytes(StandardCharsets.UTF_8).length + 1;
    Files.write(file, java.util.Arrays.copyOf(line, insideACharacter), StandardOpenOption.APPEND);
    Do later = deed(DeedName.LEAVE);
    try (var outbox = Outbox.inFile(file)) {
      assertEquals(List.of(whole), outbox.pending());
      outbox.add(later);
    }
    try (var outbox = Outbox.inFile(file)) {
      assertEquals(List.of(whole, later), outbox.pending());
    }
  }

  @Test
  void fileHoldsOpenDeedsOnlyAfterARestart() throws IOException {
    Path file = folder.resolve("outbox");
    try (var outbox = Outbox.inFile(file)) {
      for (int i = 0; i < 50; i++) {
        Do deed = deed(DeedName.REPORT);
        outbox.add(deed);
        outbox.settle(deed.id());
      }
    }
    Outbox.inFile(file).close();
    assertEquals(0, Files.size(file));
  }

  @Test
  void sameDeedIsQueuedOnce() {
    var outbox = Outbox.inMemory();
    Do deed = deed(DeedName.ACCEPT);
    outbox.add(deed);
    outbox.add(deed);
    assertEquals(List.of(deed), outbox.pending());
    assertTrue(outbox.settle(deed.id()).isPresent());
    assertEquals(Optional.empty(), outbox.settle(deed.id()));
  }

  @Test
  void onlyTheOldestDeedOfAnAssignmentIsNext() {
    var outbox = Outbox.inMemory();
    Do accept = deed(DeedName.ACCEPT);
    Do depart = deed(DeedName.DEPART);
    Do other = Do.plain(UUID.randomUUID(), DeedName.ACCEPT, UUID.randomUUID());
    List.of(accept, depart, other).forEach(outbox::add);
    assertEquals(List.of(accept, other), outbox.next());
    outbox.settle(accept.id());
    assertEquals(List.of(depart, other), outbox.next());
  }

  @Test
  void fullOutboxSaysSo() {
    var outbox = Outbox.inMemory();
    for (int i = 0; i < Outbox.DEEDS_MAX; i++) {
      outbox.add(deed(DeedName.REPORT));
    }
    assertThrows(IllegalStateException.class, () -> outbox.add(deed(DeedName.REPORT)));
  }

  private static Do deed(DeedName name) {
    return Do.plain(UUID.randomUUID(), name, ASSIGNMENT);
  }

  private static Do decline() {
    return new Do(
        UUID.randomUUID(),
        DeedName.DECLINE,
        ASSIGNMENT,
        Optional.of("当天值班"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
