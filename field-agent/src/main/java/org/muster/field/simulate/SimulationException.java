package org.muster.field.simulate;

/** Why a simulation cannot be played, in words for the person who started it. */
public final class SimulationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SimulationException(String message) {
    super(message);
  }
}
