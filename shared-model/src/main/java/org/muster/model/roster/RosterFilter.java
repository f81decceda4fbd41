package org.muster.model.roster;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.muster.model.place.AreaCode;

/** What somebody searches the roster for, as a tree of conditions over known attributes. */
public sealed interface RosterFilter {

  /** All of them hold; with none it always holds. */
  record All(List<RosterFilter> parts) implements RosterFilter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them holds. */
  record Any(List<RosterFilter> parts) implements RosterFilter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(RosterFilter part) implements RosterFilter {}

  /** An attribute compared with a value of its kind. */
  record Compares(Attribute attribute, Comparison how, Object value) implements RosterFilter {}

  /** A text like a pattern, where {@code %} stands for anything and {@code _} for one character. */
  record Like(Attribute attribute, String pattern, boolean ignoringCase) implements RosterFilter {}

  record Absent(Attribute attribute) implements RosterFilter {}

  /** Lives in one of these communities; how a condition on a place ends. */
  record Lives(Set<AreaCode> communities) implements RosterFilter {
    public Lives {
      communities = Set.copyOf(communities);
    }
  }

  /** Has reported to be away at the moment. */
  record Away(Instant at) implements RosterFilter {}

  /** Offers to serve in ordinary times at this hour of the week (可服务时段). */
  record Offers(DayOfWeek day, LocalTime time) implements RosterFilter {}

  /** Is a member of a specialist or standing team. */
  record InTeam(TeamId team) implements RosterFilter {}

  enum Comparison {
    EQUAL,
    UNEQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** What sort of value an attribute has. */
  enum Type {
    TEXT,
    NUMBER,
    FLAG,
    DATE,
    /** Several texts; equal means that one of them is. */
    TEXTS,
    /** Where somebody lives; for conditions on places only. */
    PLACE
  }

  /** What may be searched for. Numbers of documents and telephones may not: they are looked up. */
  enum Attribute {
    UNIT("unit", Type.TEXT),
    NAME("name", Type.TEXT),
    SEX("sex", Type.TEXT),
    AGE("age", Type.NUMBER),
    BIRTH("birth", Type.DATE),
    DEPARTMENT("department", Type.TEXT),
    DUTY_TITLE("dutyTitle", Type.TEXT),
    POLITICAL("political", Type.TEXT),
    COMMUNITY("community", Type.TEXT),
    PAIRED("paired", Type.TEXT),
    SKILL("skill", Type.TEXTS),
    CERTIFICATE("certificate", Type.TEXTS),
    /** The end of any of the certificates. */
    CERTIFICATE_UNTIL("certificateUntil", Type.DATE),
    SHOCK("shock", Type.FLAG),
    HEALTH("health", Type.TEXT),
    HEALTH_LIMIT("healthLimit", Type.TEXTS),
    INSURED_FROM("insuredFrom", Type.DATE),
    INSURED_UNTIL("insuredUntil", Type.DATE),
    TRAINED_ON("trainedOn", Type.DATE),
    TRAINED_UNTIL("trainedUntil", Type.DATE),
    REMARK("remark", Type.TEXT),
    HOME("home", Type.PLACE);

    private final String word;
    private final Type type;

    Attribute(String word, Type type) {
      this.word = word;
      this.type = type;
    }

    /** How it is called in a filter. */
    public String word() {
      return word;
    }

    public Type type() {
      return type;
    }

    /** Health and politics are shown to those who send people only; neither may they be guessed. */
    public boolean isSensitive() {
      return this == HEALTH || this == HEALTH_LIMIT || this == POLITICAL;
    }
  }
}
