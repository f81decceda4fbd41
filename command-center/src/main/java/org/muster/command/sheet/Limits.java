package org.muster.command.sheet;

/** How large a file may be; far above every honest sheet, far below what hurts. */
public final class Limits {
  /** Twice the largest city we know of; a list longer than that is split by whoever keeps it. */
  public static final int ROWS_MAX = 200_000;

  /** Titles, blanks and remarks included: known before the first row is read. */
  static final int SHEET_ROWS_MAX = 300_000;

  /** A workbook has a dozen parts; hundreds are a trick. */
  static final int ENTRIES_MAX = 200;

  static final long UNPACKED_BYTES_MAX = 500L << 20;

  /** The table of shared texts is held in memory. */
  static final long SHARED_TEXTS_BYTES_MAX = 64L << 20;

  /** Each costs some fifty bytes beside its letters. */
  static final int SHARED_TEXTS_MAX = 1_500_000;

  /** Merged cells are held in memory. */
  static final int MERGES_MAX = 100_000;

  /** A cell holds 32,767 characters; escapes make them longer. */
  static final int TEXT_RUN_BYTES_MAX = 1 << 20;

  static final int COLUMNS_MAX = 500;
  static final int CELL_LENGTH_MAX = 32_767;
  static final int HEADER_ROWS_MAX = 30;

  public static final long LAYER_BYTES_MAX = 100L << 20;

  /** A province has some thirty thousand communities. */
  public static final int FEATURES_MAX = 100_000;

  /** The shapes of a layer are held in memory while it is read. */
  public static final int COORDINATES_MAX = 4_000_000;

  /** What a person can still look through; the rest is counted only. */
  public static final int PROBLEMS_MAX = 5_000;

  private Limits() {}
}
