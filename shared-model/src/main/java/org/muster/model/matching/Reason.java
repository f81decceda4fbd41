package org.muster.model.matching;

/** One reason for a rank; {@code value} is what the sentence for people is completed with. */
public record Reason(Kind kind, String value) {

  /** The words for people are in the message bundles under these names. */
  public enum Kind {
    /** Goes with their team, so many people in all. */
    TEAM,
    /** Lives in the community. */
    HOME,
    /** Lives so many kilometres away. */
    NEAR,
    /** Has a way of so many minutes. */
    MINUTES,
    /** Where the person lives is not known. */
    HOME_UNKNOWN,
    /** Is paired with the community. */
    PAIRED,
    SHOCK,
    /** Has these skills. */
    SKILLED,
    /** A skill that is proven until this day. */
    CERTIFIED,
    /** The pre-post training is valid until this day. */
    TRAINED,
    /** Has not been out for seven days. */
    FRESH,
    /** Was out so many times within seven days. */
    BUSY,
    /** Light posts only. */
    LIMITED
  }
}
