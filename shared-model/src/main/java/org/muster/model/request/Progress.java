package org.muster.model.request;

/**
 * How far the people sent on a request have come, counted over the small order's assignments.
 *
 * @param active people asked, on their way or there
 * @param present people who are there
 * @param served people who were there and have left
 * @param unfilled places for which nobody is left to be asked
 * @param inForce false once the small order was taken back or closed
 */
public record Progress(int active, int present, int served, int unfilled, boolean inForce) {
  public static final Progress NONE = new Progress(0, 0, 0, 0, true);

  /** Somebody has come. */
  public boolean isBegun() {
    return present + served > 0;
  }

  /** Somebody came, and everybody has left. */
  public boolean isOver() {
    return served > 0 && active == 0;
  }

  /** Nobody comes, and nobody is left to be asked. */
  public boolean isVain() {
    return active == 0 && served == 0 && (unfilled > 0 || !inForce);
  }
}
