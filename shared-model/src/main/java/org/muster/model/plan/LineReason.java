package org.muster.model.plan;

/** Why a compiled line is as it is; {@code value} completes the sentence for people. */
public record LineReason(Kind kind, String value) {

  /** The words for people are in the message bundles under these names. */
  public enum Kind {
    /** The unit served the community in the plan before. */
    PAIRED,
    /** Kilometres its people have to go on average. */
    WAY,
    /** Where its people live is not known. */
    WAY_UNKNOWN,
    /** So many of its people live there. */
    RESIDENTS,
    /** How many people this unit sends in all, of those it can send. */
    CAPACITY,
    /** So many units that are nearer or paired have nobody left. */
    OTHERS_FULL,
    /** Everybody the community needs comes from this unit. */
    ALONE
  }
}
