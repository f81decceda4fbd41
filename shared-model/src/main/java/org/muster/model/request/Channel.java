package org.muster.model.request;

/** How a request came in; whichever it was, it stands in the one queue. */
public enum Channel {
  /** By the resident's own page, mostly from a printed code. */
  ONLINE,
  /** By the service hotline (服务热线). */
  HOTLINE,
  /** At a service point or from the suggestion box (便民点、意见箱). */
  COUNTER
}
