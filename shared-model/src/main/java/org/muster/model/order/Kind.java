package org.muster.model.order;

/** The form of document (文种): only bodies of government rank issue an {@link #ORDER} (令). */
public enum Kind {
  ORDER,
  URGENT_NOTICE,
  NOTICE,
  LETTER
}
