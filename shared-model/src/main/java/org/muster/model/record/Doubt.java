package org.muster.model.record;

/** Why a service record is to be looked at by somebody (人工复核) before it counts for much. */
public enum Doubt {
  /** The person served elsewhere at the same time. */
  OVERLAP,
  /** More than twelve hours fall on one day. */
  LONG_DAY
}
