package org.muster.model.place;

/** The reference system in which a position was measured. */
public enum CoordType {
  /** What a phone's receiver gives; equal to CGCS2000 within its error. */
  WGS84,
  /** The canonical system (EPSG:4490): government layers and everything stored here. */
  CGCS2000,
  /** The shifted system of Chinese map applications. */
  GCJ02,
  /** GCJ-02, shifted once more by Baidu. */
  BD09
}
