package org.muster.command.desk;

import java.util.List;
import java.util.Set;
import org.muster.command.store.Posted;

/**
 * What is to be told once a transaction is committed.
 *
 * @param posted letters for phones that may be connected here
 * @param topics boards and maps that changed
 * @param due true when work was set that is due at once
 */
public record Told(List<Posted> posted, Set<String> topics, boolean due) {
  public Told {
    posted = List.copyOf(posted);
    topics = Set.copyOf(topics);
  }

  /** Who passes it on; after the commit, and never relied upon. */
  @FunctionalInterface
  public interface Teller {
    void tell(Told told);
  }
}
