package org.muster.command.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.LineReason;
import org.muster.model.plan.PlanLine;
import org.muster.model.roster.UnitId;

/**
 * Rows of an import between reading and commit, as the statements take them: in JSON, with hashes
 * and ciphers in Base64. What a file has no column for is absent and leaves the table as it is.
 */
public sealed interface Staged {

  /** A division. */
  record Division(
      String code,
      String name,
      String level,
      String parent,
      @Nullable String shape,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable Boolean schematic)
      implements Staged {}

  /** A unit with its liaisons. */
  record Unit(
      @Nullable String code,
      String name,
      int headcount,
      int party,
      @Nullable String leader,
      List<Liaison> liaisons)
      implements Staged {}

  /** A unit's liaison. */
  record Liaison(
      String rank, String name, @Nullable String phoneCipher, @Nullable String phoneHash) {}

  /** A volunteer; {@code skills} are joined by line feeds. */
  record Person(
      int line,
      UUID unit,
      String name,
      String sex,
      LocalDate birth,
      String idCipher,
      String idHash,
      String phoneCipher,
      String phoneHash,
      @Nullable String department,
      @Nullable String dutyTitle,
      @Nullable String political,
      @Nullable String community,
      @Nullable String skills,
      @Nullable Boolean shock,
      @Nullable String health,
      @Nullable String healthNote,
      @Nullable String remark)
      implements Staged {}

  /** Somebody as a list of insurance or training names them, to be looked for. */
  record Named(
      int line,
      @Nullable String name,
      @Nullable UUID unit,
      @Nullable String idHash,
      @Nullable String phoneHash)
      implements Staged {}

  /** Days of insurance or of a valid training. */
  record Cover(int line, UUID volunteer, LocalDate from, LocalDate until, @Nullable String policy)
      implements Staged {}

  /** A line of a deployment table. */
  record Line(
      String community,
      UUID unit,
      int normal,
      int emergency,
      int critical,
      @Nullable String meetingPoint,
      @Nullable String contactName,
      @Nullable String contactPhone,
      @Nullable List<LineReason> reasons)
      implements Staged {

    /** Without reasons: somebody wrote it so. */
    public static Line of(
        PlanLine owed, @Nullable String contactName, @Nullable String contactPhone) {
      return new Line(
          owed.community().value(),
          owed.unit().value(),
          owed.normal(),
          owed.emergency(),
          owed.critical(),
          owed.meetingPoint().orElse(null),
          contactName,
          contactPhone,
          null);
    }

    /** The line as the rules know it. */
    public PlanLine owed() {
      return new PlanLine(
          new AreaCode(community),
          new UnitId(unit),
          normal,
          emergency,
          critical,
          Optional.ofNullable(meetingPoint));
    }

    public Line because(List<LineReason> why) {
      return new Line(
          community,
          unit,
          normal,
          emergency,
          critical,
          meetingPoint,
          contactName,
          contactPhone,
          why);
    }
  }
}
