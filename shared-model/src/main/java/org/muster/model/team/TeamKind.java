package org.muster.model.team;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a team is for: one of the eight standing kinds (常备队伍) or a specialist one (专业队). */
public enum TeamKind {
  /** 理论政策宣讲 */
  POLICY_TALKS(Family.STANDING),
  /** 文化文艺 */
  CULTURE(Family.STANDING),
  /** 助学支教 */
  SCHOOLING(Family.STANDING),
  /** 医疗健身 */
  MEDICAL_FITNESS(Family.STANDING),
  /** 科学普及 */
  SCIENCE(Family.STANDING),
  /** 法律服务 */
  LEGAL(Family.STANDING),
  /** 卫生环保 */
  ENVIRONMENT(Family.STANDING),
  /** 扶贫帮困 */
  POVERTY_AID(Family.STANDING),
  /** 急救 */
  FIRST_AID(Family.SPECIALIST, "急救"),
  /** 消防 */
  FIRE(Family.SPECIALIST, "消防"),
  /** 救援 */
  RESCUE(Family.SPECIALIST, "救援"),
  /** 治安 */
  SECURITY(Family.SPECIALIST, "治安"),
  /** 心理疏导 */
  COUNSELLING(Family.SPECIALIST, "心理疏导");

  private final Family family;
  private final Optional<String> skill;

  TeamKind(Family family) {
    this.family = family;
    this.skill = Optional.empty();
  }

  TeamKind(Family family, String skill) {
    this.family = family;
    this.skill = Optional.of(skill);
  }

  /** Standing teams serve all the year; specialist teams need proven skills. */
  public enum Family {
    STANDING,
    SPECIALIST
  }

  public Family family() {
    return family;
  }

  /** The skill every member of a specialist team needs, as rosters call it. */
  public Optional<String> skill() {
    return skill;
  }

  public static List<TeamKind> of(Family family) {
    return Arrays.stream(values()).filter(kind -> kind.family == family).toList();
  }
}
