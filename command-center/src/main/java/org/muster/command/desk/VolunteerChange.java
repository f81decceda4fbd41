package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Certificate;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.HealthLimit;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.Window;
import org.muster.model.wire.Json;

/** What is to be changed of a volunteer's record: absent stays, {@code null} is taken out. */
public final class VolunteerChange {
  private static final int SKILLS_MAX = 50;
  private static final int SKILL_LENGTH_MAX = 50;
  private static final int TEXT_MAX = 200;

  /** Certificates or hours of the week of one person. */
  private static final int LIST_MAX = 50;

  private final JsonNode body;

  public VolunteerChange(JsonNode body) {
    this.body = body;
  }

  Optional<String> department(Optional<String> before) {
    return text("department", before);
  }

  Optional<String> remark(Optional<String> before) {
    return text("remark", before);
  }

  Optional<String> dutyTitle(Optional<String> before) {
    return text("dutyTitle", before);
  }

  Optional<String> political(Optional<String> before) {
    return text("political", before);
  }

  Optional<String> policy(Optional<String> before) {
    return text("policy", before);
  }

  Optional<AreaCode> community(Optional<AreaCode> before) {
    return value("community", before, node -> Json.decode(node, AreaCode.class));
  }

  Optional<AreaCode> paired(Optional<AreaCode> before) {
    return value("paired", before, node -> Json.decode(node, AreaCode.class));
  }

  Optional<DateSpan> insured(Optional<DateSpan> before) {
    return value("insured", before, node -> days("insured", node));
  }

  Optional<DateSpan> trained(Optional<DateSpan> before) {
    return value("trained", before, node -> days("trained", node));
  }

  Set<HealthLimit> limits(Set<HealthLimit> before) {
    return Set.copyOf(
        list("healthLimits", List.copyOf(before), node -> Json.decode(node, HealthLimit.class)));
  }

  List<Certificate> certificates(List<Certificate> before) {
    return list("certificates", before, VolunteerChange::certificate);
  }

  List<Window> windows(List<Window> before) {
    return list("windows", before, VolunteerChange::window);
  }

  boolean shock(boolean before) {
    return value("shock", Optional.of(before), JsonNode::asBoolean).orElse(before);
  }

  Volunteer.Health health(Volunteer.Health before) {
    return value("health", Optional.of(before), node -> Json.decode(node, Volunteer.Health.class))
        .orElse(before);
  }

  Optional<MobileNumber> phone() {
    return value("phone", Optional.empty(), node -> phone(node.asText()));
  }

  Set<String> skills(Set<String> before) {
    return value("skills", Optional.of(before), VolunteerChange::skills).orElse(Set.of());
  }

  /** One time away takes the place of all that were known; none ends them. */
  List<Absence> absences(List<Absence> before, Function<TimeSpan, Absence> entered) {
    if (body.has("unavailableFrom") || body.has("unavailableUntil")) {
      Optional<Instant> from = at(body, "unavailableFrom");
      return span(from, at(body, "unavailableUntil")).map(entered).stream().toList();
    }
    JsonNode span = body.path("unavailable");
    return span.isMissingNode()
        ? before
        : span(at(span, "from"), at(span, "until")).map(entered).stream().toList();
  }

  /** No beginning is always, no end is no absence. */
  private static Optional<TimeSpan> span(Optional<Instant> from, Optional<Instant> until) {
    if (until.isEmpty()) {
      if (from.isPresent()) {
        throw RefusedException.invalid("unavailable.until", "required");
      }
      return Optional.empty();
    }
    if (from.isPresent() && !until.get().isAfter(from.get())) {
      throw RefusedException.invalid("unavailable.until", "must be after from");
    }
    return Optional.of(new TimeSpan(from.orElse(Instant.EPOCH), until.get()));
  }

  private static DateSpan days(String member, JsonNode node) {
    var from = Json.decode(node.path("from"), LocalDate.class);
    var until = Json.decode(node.path("until"), LocalDate.class);
    if (until.isBefore(from)) {
      throw RefusedException.invalid(member + ".until", "must be after from");
    }
    return new DateSpan(from, until);
  }

  private static Certificate certificate(JsonNode node) {
    return new Certificate(
        Texts.required("certificates.skill", node.path("skill").asText(), SKILL_LENGTH_MAX),
        Optional.ofNullable(node.get("number"))
            .filter(JsonNode::isTextual)
            .map(number -> Texts.required("certificates.number", number.asText(), TEXT_MAX)),
        days("certificates.valid", node.path("valid")));
  }

  private static Window window(JsonNode node) {
    DayOfWeek day = Json.decode(node.path("day"), DayOfWeek.class);
    try {
      return new Window(
          day,
          LocalTime.parse(node.path("from").asText()),
          LocalTime.parse(node.path("until").asText()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw RefusedException.invalid("windows", "must be after from");
    }
  }

  private static Optional<Instant> at(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(Json.decode(value, java.time.OffsetDateTime.class).toInstant());
  }

  private static MobileNumber phone(String text) {
    if (MobileNumber.fault(text).isPresent()) {
      throw RefusedException.invalid("phone", "11 digits");
    }
    return new MobileNumber(text);
  }

  private static Set<String> skills(JsonNode node) {
    var skills = new ArrayList<String>();
    node.forEach(skill -> skills.add(skill.asText().strip()));
    if (skills.size() > SKILLS_MAX) {
      throw RefusedException.invalid("skills", "at most " + SKILLS_MAX);
    }
    return skills.stream()
        .map(skill -> Texts.required("skills", skill, SKILL_LENGTH_MAX))
        .collect(Collectors.toUnmodifiableSet());
  }

  private <T> List<T> list(String member, List<T> before, Function<JsonNode, T> read) {
    JsonNode node = body.path(member);
    if (node.isMissingNode()) {
      return before;
    }
    var list = new ArrayList<T>();
    node.forEach(item -> list.add(read.apply(item)));
    if (list.size() > LIST_MAX) {
      throw RefusedException.invalid(member, "at most " + LIST_MAX);
    }
    return List.copyOf(list);
  }

  private Optional<String> text(String member, Optional<String> before) {
    return value(member, before, node -> Texts.required(member, node.asText(), TEXT_MAX));
  }

  private <T> Optional<T> value(String member, Optional<T> before, Function<JsonNode, T> read) {
    JsonNode node = body.path(member);
    if (node.isMissingNode()) {
      return before;
    }
    return node.isNull() ? Optional.empty() : Optional.of(read.apply(node));
  }
}
