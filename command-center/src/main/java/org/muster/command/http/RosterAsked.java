package org.muster.command.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.muster.model.RefusedException;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.HealthLimit;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.RosterFilter.Attribute;
import org.muster.model.roster.RosterFilter.Comparison;
import org.muster.model.roster.RosterQuestion;
import org.muster.model.roster.Sex;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.Volunteer;
import org.muster.model.wire.EnumNames;

/** Reads what a request asks of the roster; every value becomes one condition. */
final class RosterAsked {
  private final Call call;
  private final List<RosterFilter> conditions = new ArrayList<>();

  private RosterAsked(Call call) {
    this.call = call;
  }

  static RosterQuestion question(Call call) {
    return new RosterQuestion(
        Asked.id(call, "unit", UnitId::new), new RosterAsked(call).conditions(), call.query("q"));
  }

  /** The question as it was asked, for the record. */
  static String words(Call call) {
    return new TreeMap<>(call.query())
        .entrySet().stream()
            .map(asked -> asked.getKey() + "=" + asked.getValue())
            .collect(Collectors.joining("; "));
  }

  private List<RosterFilter> conditions() {
    area("community", Attribute.COMMUNITY);
    area("paired", Attribute.PAIRED);
    text("skill", Attribute.SKILL);
    text("certificate", Attribute.CERTIFICATE);
    text("political", Attribute.POLITICAL);
    word("sex", Attribute.SEX, Sex.class);
    word("health", Attribute.HEALTH, Volunteer.Health.class);
    word("healthLimit", Attribute.HEALTH_LIMIT, HealthLimit.class);
    asked("shock", text -> equal(Attribute.SHOCK, Boolean.parseBoolean(text)));
    asked(
        "department",
        text -> conditions.add(new RosterFilter.Like(Attribute.DEPARTMENT, anywhere(text), false)));
    asked(
        "insuredOn",
        text -> covers("insuredOn", text, Attribute.INSURED_FROM, Attribute.INSURED_UNTIL));
    asked(
        "trainedOn",
        text -> covers("trainedOn", text, Attribute.TRAINED_ON, Attribute.TRAINED_UNTIL));
    asked(
        "certificateUntil",
        text ->
            conditions.add(
                new RosterFilter.Compares(
                    Attribute.CERTIFICATE_UNTIL,
                    Comparison.LESS_OR_EQUAL,
                    day("certificateUntil", text))));
    asked(
        "availableAt",
        text ->
            conditions.add(
                new RosterFilter.Not(new RosterFilter.Away(moment("availableAt", text)))));
    asked("awayAt", text -> conditions.add(new RosterFilter.Away(moment("awayAt", text))));
    asked("offersAt", this::offers);
    Asked.id(call, "team", TeamId::new)
        .ifPresent(team -> conditions.add(new RosterFilter.InTeam(team)));
    return conditions;
  }

  private void asked(String name, Consumer<String> read) {
    call.query(name).ifPresent(read);
  }

  private void area(String name, Attribute attribute) {
    Optional<AreaCode> area = Asked.area(call, name);
    area.ifPresent(
        code -> conditions.add(new RosterFilter.Like(attribute, code.prefix() + "%", false)));
  }

  private void text(String name, Attribute attribute) {
    asked(name, text -> equal(attribute, text));
  }

  private <E extends Enum<E>> void word(String name, Attribute attribute, Class<E> type) {
    Asked.word(call, name, type).ifPresent(word -> equal(attribute, EnumNames.of(word)));
  }

  private void equal(Attribute attribute, Object value) {
    conditions.add(new RosterFilter.Compares(attribute, Comparison.EQUAL, value));
  }

  private void covers(String name, String text, Attribute from, Attribute until) {
    LocalDate day = day(name, text);
    conditions.add(new RosterFilter.Compares(from, Comparison.LESS_OR_EQUAL, day));
    conditions.add(new RosterFilter.Compares(until, Comparison.GREATER_OR_EQUAL, day));
  }

  private void offers(String text) {
    ZonedDateTime local = moment("offersAt", text).atZone(Eligibility.BEIJING);
    conditions.add(new RosterFilter.Offers(local.getDayOfWeek(), local.toLocalTime()));
  }

  private static String anywhere(String text) {
    return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw RefusedException.invalid(name, "has the wrong form");
    }
  }

  private static Instant moment(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw RefusedException.invalid(name, "has the wrong form");
    }
  }
}
