package org.muster.model.plan;

/** How far the plan is in force: 常态 ⊆ 应急 ⊆ 紧急. */
public enum Tier {
  NORMAL,
  EMERGENCY,
  CRITICAL
}
