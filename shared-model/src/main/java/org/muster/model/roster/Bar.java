package org.muster.model.roster;

/** Why somebody cannot be sent; the words for people are in the message bundles under this name. */
public enum Bar {
  /** Under 18 (突发事件应对法 art. 39: 成年志愿者). */
  MINOR,
  /** No accident insurance on every day of the service (志愿服务条例 art. 17). */
  UNINSURED,
  /** No valid pre-post training (志愿服务条例 art. 16). */
  UNTRAINED,
  /** The health record says no (志愿服务条例 art. 15). */
  UNFIT,
  /** On leave or otherwise away. */
  UNAVAILABLE,
  /** On another post or asked for one at the same time. */
  ELSEWHERE,
  /** The last post ended too recently. */
  RESTING,
  /** A skill the task asks for is missing. */
  UNSKILLED,
  /** The certificate of a skill the task asks for is not valid on every day of it. */
  CERTIFICATE_EXPIRED,
  /** Has answered that they cannot (因故不能), or was already asked under this order. */
  ASKED;

  /**
   * Whether the unit's leader may decide that somebody goes all the same, with a reason that is
   * kept (破例派出). Age, insurance, training, health and skill are law; nobody can be in two places;
   * and who said no is not sent. What is left is the rest after a post, a rule of the city's own.
   */
  public boolean isOverridable() {
    return this == RESTING;
  }
}
