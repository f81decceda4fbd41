package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.Volunteer;
import org.muster.model.wire.Json;

/** What is to be changed of a volunteer's record: absent stays, {@code null} is taken out. */
public final class VolunteerChange {
  private static final int SKILLS_MAX = 50;
  private static final int SKILL_LENGTH_MAX = 50;
  private static final int TEXT_MAX = 200;

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

  Optional<AreaCode> community(Optional<AreaCode> before) {
    return value("community", before, node -> Json.decode(node, AreaCode.class));
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

  Optional<TimeSpan> unavailable(Optional<TimeSpan> before) {
    if (body.has("unavailableFrom") || body.has("unavailableUntil")) {
      Optional<Instant> from = at(body, "unavailableFrom");
      Optional<Instant> until = at(body, "unavailableUntil");
      return span(from.or(() -> before.map(TimeSpan::from)), until);
    }
    JsonNode span = body.path("unavailable");
    if (span.isMissingNode()) {
      return before;
    }
    return span(at(span, "from"), at(span, "until"));
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

  private Optional<String> text(String member, Optional<String> before) {
    return value(member, before, node -> Texts.required(member, node.asText(), TEXT_MAX));
  }

  private <T> Optional<T> value(
      String member, Optional<T> before, java.util.function.Function<JsonNode, T> read) {
    JsonNode node = body.path(member);
    if (node.isMissingNode()) {
      return before;
    }
    return node.isNull() ? Optional.empty() : Optional.of(read.apply(node));
  }
}
