package org.muster.command.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.command.cluster.HintForm.Heard;

class HintFormTest {
  private static final UUID SENDER = UUID.randomUUID();

  static List<Hint> hints() {
    return List.of(
        new Hint.Mail(List.of(standing(1), standing(Long.MAX_VALUE))),
        new Hint.Changed(Set.of("board/1", "map/330522")),
        new Hint.WorkDue(),
        new Hint.Launching(),
        new Hint.SessionEnded("ab".repeat(32)),
        new Hint.PlacesChanged(),
        new Hint.Moved(UUID.randomUUID(), 7));
  }

  @ParameterizedTest
  @MethodSource("hints")
  void whatIsToldIsHeard(Hint hint) {
    var heard = HintForm.read(HintForm.write(SENDER, hint));

    assertEquals(Optional.of(new Heard(SENDER, hint)), heard);
  }

  @Test
  void everyKindOfHintIsAmongThose() {
    var kinds = hints().stream().map(Object::getClass).distinct().count();
    assertEquals(Hint.class.getPermittedSubclasses().length, kinds);
  }

  @Test
  void whatANewerNodeSaysIsPassedOver() {
    var newer = HintForm.write(SENDER, new Hint.WorkDue()).setByte(16, (byte) 99);

    assertEquals(Optional.empty(), HintForm.read(newer));
  }

  @ParameterizedTest
  @MethodSource("hints")
  void whatIsCutOffIsNotMisunderstood(Hint hint) {
    Buffer whole = HintForm.write(SENDER, hint);
    for (int length = 0; length <= 16; length++) {
      assertEquals(Optional.empty(), HintForm.read(whole.slice(0, length)));
    }
  }

  private static Hint.Standing standing(long seq) {
    return new Hint.Standing(UUID.randomUUID(), seq);
  }
}
