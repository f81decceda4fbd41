package org.muster.model.order;

/** What the service is (服务性质): only voluntary service earns volunteer hours; duty earns 调休. */
public enum Nature {
  VOLUNTARY,
  DUTY
}
