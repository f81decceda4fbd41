package org.muster.model.order;

/** The urgency printed on the document (紧急程度): 特急, 加急, or none. */
public enum Urgency {
  EXTRA_URGENT,
  URGENT,
  NONE
}
