package org.muster.model.roster;

/** What somebody should be spared (志愿服务条例 art. 15), without saying why. */
public enum HealthLimit {
  /** 不宜重体力 */
  NO_HEAVY_WORK,
  /** 不宜夜间 */
  NO_NIGHTS,
  /** 不宜高空涉水 */
  NO_HEIGHTS_OR_WATER,
  /** 不宜高温户外 */
  NO_HEAT,
  /** 不宜接触疫病 */
  NO_INFECTION_RISK
}
