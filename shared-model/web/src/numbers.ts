/** 12345 → 12,345; nothing known → a dash. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "—" : value.toLocaleString("zh-CN");
}

/** The share of `part` in `whole` in whole percent, never 100 % before all is there. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return "—";
  const share = (100 * part) / whole;
  return `${share < 100 ? Math.min(99, Math.round(share)) : Math.round(share)}%`;
}

/** 90 → 1.5, in hours with at most one decimal. */
export function hours(minutes: number): string {
  return (minutes / 60).toLocaleString("zh-CN", { maximumFractionDigits: 1 });
}
