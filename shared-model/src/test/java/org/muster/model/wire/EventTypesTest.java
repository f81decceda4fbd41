package org.muster.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.model.Event;
import org.muster.model.RefusedException;
import org.muster.model.assignment.AssignmentEvent;
import org.muster.model.duty.HandoverEvent;
import org.muster.model.order.CommitmentEvent;
import org.muster.model.order.OrderEvent;
import org.muster.model.order.ReinforcementEvent;
import org.muster.model.order.ResponseEvent;
import org.muster.model.order.VoidEvent;
import org.muster.model.record.ProofEvent;
import org.muster.model.record.RecordEvent;
import org.muster.model.registry.RosterEvent;
import org.muster.model.request.AppealEvent;
import org.muster.model.request.ComplaintEvent;
import org.muster.model.request.RequestEvent;
import org.muster.model.roster.ShockTeamEvent;
import org.muster.model.talk.FeedbackEvent;
import org.muster.model.talk.NoticeEvent;
import org.muster.model.talk.QuestionEvent;
import org.muster.model.team.TeamEvent;

/**
 * What was written once stays readable for ever: each type of event has a sample that never
 * changes.
 */
final class EventTypesTest {
  private static final List<Class<? extends Event>> FAMILIES =
      List.of(
          ResponseEvent.class,
          OrderEvent.class,
          CommitmentEvent.class,
          VoidEvent.class,
          ReinforcementEvent.class,
          HandoverEvent.class,
          AssignmentEvent.class,
          RecordEvent.class,
          ShockTeamEvent.class,
          TeamEvent.class,
          RosterEvent.class,
          RequestEvent.class,
          ComplaintEvent.class,
          NoticeEvent.class,
          QuestionEvent.class,
          FeedbackEvent.class,
          AppealEvent.class,
          ProofEvent.class);

  @Test
  void everyEventHasExactlyOneName() {
    var permitted = new HashSet<Class<?>>();
    FAMILIES.forEach(family -> permitted.addAll(Arrays.asList(family.getPermittedSubclasses())));
    assertEquals(permitted, Set.copyOf(EventTypes.all().values()));
    assertEquals(permitted.size(), EventTypes.all().size(), "a class under two names");
  }

  @Test
  void namesAreLowerCaseWordsWithHyphens() {
    for (String name : names()) {
      assertTrue(name.matches("[a-z]+(-[a-z]+)*"), name);
    }
  }

  @ParameterizedTest
  @MethodSource("nameStream")
  void theSampleIsReadAndWrittenAsItStands(String name) {
    JsonNode sample = sample(name);
    Event event = EventTypes.read(name, sample);
    assertEquals(EventTypes.all().get(name), event.getClass());
    assertEquals(sample, Json.parse(Json.write(event)));
    assertEquals(name, EventTypes.nameOf(event));
  }

  @ParameterizedTest
  @MethodSource("nameStream")
  void theSampleShowsEveryMember(String name) {
    var members = new TreeSet<String>();
    for (var member : classOf(name).getRecordComponents()) {
      members.add(member.getName());
    }
    var shown = new TreeSet<String>();
    sample(name).fieldNames().forEachRemaining(shown::add);
    assertEquals(members, shown);
  }

  @ParameterizedTest
  @MethodSource("nameStream")
  void membersOfLaterVersionsAreIgnored(String name) {
    ObjectNode later = sample(name).deepCopy();
    later.putObject("addedLater").put("by", "a newer program");
    assertEquals(EventTypes.read(name, sample(name)), EventTypes.read(name, later));
  }

  @ParameterizedTest
  @MethodSource("nameStream")
  void membersThatWereAddedLaterMayBeMissing(String name) {
    ObjectNode early = sample(name).deepCopy();
    for (var member : classOf(name).getRecordComponents()) {
      if (member.getType() == Optional.class) {
        early.remove(member.getName());
      }
    }
    Event event = EventTypes.read(name, early);
    assertEquals(early, Json.parse(Json.write(event)));
  }

  @ParameterizedTest
  @MethodSource("nameStream")
  void noEventCarriesTextThatPeopleWroteAboutPeople(String name) {
    for (var member : classOf(name).getRecordComponents()) {
      boolean free =
          Set.of("name", "phone", "idNumber", "remark", "text").contains(member.getName());
      assertTrue(!free || member.getType() != String.class, name + "." + member.getName());
    }
  }

  @Test
  void unknownNamesAreLoud() {
    assertThrows(
        IllegalStateException.class, () -> EventTypes.read("no-such-event", Json.parse("{}")));
    assertThrows(IllegalStateException.class, () -> EventTypes.nameOf(() -> Instant.EPOCH));
  }

  @Test
  void samplesHaveNoStrangers() throws IOException {
    var files = new TreeSet<String>();
    try (InputStream folder = resource("")) {
      new String(folder.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(files::add);
    }
    var expected = new TreeSet<String>();
    names().forEach(name -> expected.add(name + ".json"));
    assertEquals(expected, files);
  }

  @Test
  void aQuotaOfTheLogIsCheckedLikeAnyOther() {
    ObjectNode signed = sample("order-signed").deepCopy();
    ((ObjectNode) signed.withArray("quotas").get(0)).put("need", 0);
    assertThrows(RefusedException.class, () -> EventTypes.read("order-signed", signed));
  }

  static Stream<String> nameStream() {
    return names().stream();
  }

  private static Set<String> names() {
    return new TreeSet<>(EventTypes.all().keySet());
  }

  private static Class<?> classOf(String name) {
    return EventTypes.read(name, sample(name)).getClass();
  }

  private static JsonNode sample(String name) {
    try (InputStream file = resource(name + ".json")) {
      return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    InputStream found = EventTypesTest.class.getResourceAsStream("/events/" + name);
    if (found == null) {
      throw new AssertionError("no sample src/test/resources/events/" + name);
    }
    return found;
  }
}
