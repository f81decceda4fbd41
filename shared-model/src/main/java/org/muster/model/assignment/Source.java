package org.muster.model.assignment;

/** How somebody came to be asked: as a shock-team member, named by the liaison, or as a reserve. */
public enum Source {
  SHOCK,
  NAMED,
  RESERVE
}
