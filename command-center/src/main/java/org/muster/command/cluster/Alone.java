package org.muster.command.cluster;

import java.util.function.Consumer;

/** The cluster of a node that has no others. */
public final class Alone implements Cluster {
  private final Sightings sightings = new OwnSightings();

  @Override
  public void tell(Hint hint) {}

  @Override
  public void hear(Consumer<Hint> listener) {}

  /** There is no other node to move to. */
  @Override
  public Presence presence() {
    return (_, _, _, _) -> () -> {};
  }

  @Override
  public Sightings sightings() {
    return sightings;
  }

  @Override
  public void close() {}
}
