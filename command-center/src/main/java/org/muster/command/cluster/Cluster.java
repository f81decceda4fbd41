package org.muster.command.cluster;

import java.util.function.Consumer;

/** The other nodes of the city, as far as they can be reached now. */
public interface Cluster extends AutoCloseable {
  /** Tells all other nodes; from any thread, never waits, and what is told may be lost. */
  void tell(Hint hint);

  /** Who is given what others tell; called on an event loop, so it must not wait. */
  void hear(Consumer<Hint> listener);

  Presence presence();

  Sightings sightings();

  @Override
  void close();
}
