package org.muster.field.link;

/** How far a phone is on its way to the command center. */
public enum LinkState {
  /** Not started, or stopped. */
  IDLE,
  /** Comes back after a pause. */
  WAITING,
  /** In line for a ticket and a socket. */
  CONNECTING,
  /** Connected; what was missed is on its way. */
  CATCHING_UP,
  /** Holds everything and hears of news at once. */
  LIVE,
  /** The same device has connected elsewhere; started again only by hand. */
  TAKEN_OVER
}
