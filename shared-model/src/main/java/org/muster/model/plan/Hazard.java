package org.muster.model.plan;

/**
 * What a plan (预案) is written for (灾种). The kinds follow the four classes of the 突发事件应对法: natural
 * disasters, accidents, public health, public security.
 */
public enum Hazard {
  /** 通用: stands in where no plan for the hazard itself was written. */
  GENERAL("通用"),
  FLOOD("防汛"),
  TYPHOON("防台"),
  SNOW("雨雪冰冻"),
  DROUGHT("抗旱"),
  EARTHQUAKE("地震"),
  GEOLOGICAL("地质灾害"),
  FOREST_FIRE("森林火灾"),
  ACCIDENT("事故灾难"),
  PUBLIC_HEALTH("公共卫生"),
  PUBLIC_SECURITY("社会安全");

  private final String term;

  Hazard(String term) {
    this.term = term;
  }

  /** The word of the trade, as it stands in tables. */
  public String term() {
    return term;
  }
}
