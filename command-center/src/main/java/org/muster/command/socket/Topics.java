package org.muster.command.socket;

import java.util.Optional;
import org.muster.model.access.Principal;

/** Knows what can be watched, and by whom. */
@FunctionalInterface
public interface Topics {
  /**
   * The topic as this viewer may see it ({@code board/{order}}, {@code map/{area}}); empty when it
   * is absent or not theirs. May wait; called on virtual threads.
   */
  Optional<Topic> open(Principal principal, String topic);
}
