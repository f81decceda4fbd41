package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.muster.command.store.DeadLetters;
import org.muster.command.store.DeadLetters.DeadLetter;
import org.muster.command.store.DeadLetters.Sight;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;

/** Where somebody acts on alerts that did not get through: has them tried again, or closes them. */
public final class DeadLetterDesk {
  /** As many as a person works through before looking again. */
  private static final int SHOWN_MAX = 500;

  private final Counter counter;

  public DeadLetterDesk(Counter counter) {
    this.counter = counter;
  }

  /** Those of the own unit, or of the post's area; the oldest first. */
  public List<DeadLetter> list(Principal by) {
    return counter.database().read(sql -> DeadLetters.list(sql, sight(by), SHOWN_MAX));
  }

  public JsonNode tryAgain(Envelope envelope, UUID id) {
    return act(
        envelope, id, (work, letter) -> DeadLetters.tryAgain(work.tx(), letter.id(), work.now()));
  }

  /** Somebody has seen to it in another way. */
  public JsonNode close(Envelope envelope, UUID id) {
    return act(envelope, id, (work, letter) -> DeadLetters.close(work.tx(), letter.id()));
  }

  private JsonNode act(Envelope envelope, UUID id, BiConsumer<Work, DeadLetter> deed) {
    return counter.handle(
        envelope,
        work -> {
          var letter =
              DeadLetters.lock(work.tx(), sight(envelope.principal()), id)
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          deed.accept(work, letter);
          return Map.of("id", letter.id());
        });
  }

  /** A liaison sees no other unit, the command post no other area. */
  private static Sight sight(Principal by) {
    return by.is(Role.LIAISON)
        ? new Sight(by.unit(), Optional.empty())
        : new Sight(Optional.empty(), by.area());
  }
}
