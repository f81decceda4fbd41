package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.command.store.ConsentStore;
import org.muster.model.Texts;
import org.muster.model.roster.Consent;
import org.muster.model.roster.VolunteerId;

/**
 * Takes in separate consents and their withdrawal (PIPL art. 15, 29). A late repeat of a consent
 * does not undo the withdrawal that came after it: the repeat gets the answer of the first time.
 */
public final class ConsentDesk {
  private static final int TEXT_CHARS_MAX = 50;

  private final Counter counter;
  private final Consumer<VolunteerId> forget;

  /**
   * @param forget drops where somebody was seen last
   */
  public ConsentDesk(Counter counter, Consumer<VolunteerId> forget) {
    this.counter = counter;
    this.forget = forget;
  }

  /**
   * A consent as it is given.
   *
   * @param text the version of the text that was shown
   */
  public record Giving(Consent kind, Optional<String> text) {
    public Giving {
      kind = Texts.required("kind", kind);
      text = text.map(version -> Texts.required("text", version, TEXT_CHARS_MAX));
    }
  }

  public JsonNode give(Envelope envelope, VolunteerId volunteer, Giving giving) {
    return counter.handle(
        envelope,
        work -> {
          String text = giving.text().orElse("unversioned");
          ConsentStore.give(work.tx(), volunteer, giving.kind(), text, work.now());
          return Map.of("kind", giving.kind(), "text", text);
        });
  }

  public JsonNode withdraw(Envelope envelope, VolunteerId volunteer, Consent kind) {
    JsonNode answer =
        counter.handle(
            envelope,
            work -> {
              ConsentStore.withdraw(work.tx(), volunteer, kind, work.now());
              return Map.of("kind", kind);
            });
    forget.accept(volunteer);
    return answer;
  }
}
