package org.muster.model.roster;

import java.util.UUID;

/**
 * A time in which somebody cannot be sent, entered by themselves or by their liaison.
 *
 * @param id names it for taking it back
 */
public record Absence(UUID id, Kind kind, TimeSpan during, Enterer by) {

  /** Why somebody is away; no more than this is kept, a diagnosis never. */
  public enum Kind {
    /** 休假 */
    LEAVE,
    /** 病假 */
    SICK,
    /** 出差 */
    TRAVEL,
    /** 学习培训 */
    STUDY,
    /** 调休 */
    COMPENSATION,
    OTHER
  }

  /** Who said so. */
  public enum Enterer {
    VOLUNTEER,
    LIAISON,
    COMMAND_POST
  }
}
