package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.RequestDesk.Asking;
import org.muster.command.desk.RequestDispatch.Part;
import org.muster.command.desk.RequestDispatch.Sending;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.view.HouseholdViews;
import org.muster.model.Refusal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.request.Channel;
import org.muster.model.request.RequestId;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** Which households that ask for help are served again and again, and which never. */
final class HouseholdIT {
  private static final MobileNumber OFTEN = new MobileNumber("13800000001");
  private static final MobileNumber ONCE = new MobileNumber("13800000002");
  private static final MobileNumber NEVER = new MobileNumber("13800000003");

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk folk;
  private UnitId water;
  private AreaCode place;
  private HouseholdViews households;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    folk = new Townsfolk(town);
    water = town.unit("水利局", 8, 0);
    place = town.communities.getFirst();
    households = new HouseholdViews(test.database(), town.vault, town::now);
    folk.raise(Tier.NORMAL);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whoIsVisitedAgainAndAgainIsFlaggedAndSoIsWhoeverWaitsInVain() {
    serve(OFTEN);
    serve(ONCE);
    raise(NEVER);
    assertEquals(0, read(30).path("oftenServed").asInt(), "once is not again and again");

    serve(OFTEN);
    serve(OFTEN);

    JsonNode read = read(30);
    assertEquals(3, read.path("asked").asInt());
    assertEquals(1, read.path("oftenServed").asInt());
    assertEquals(1, read.path("neverServed").asInt());
    assertEquals("138****0001", read.at("/served/0/phoneMasked").asText());
    assertEquals(3, read.at("/served/0/served").asInt());
    assertTrue(read.at("/served/0/often").asBoolean());
    assertFalse(read.at("/served/1/often").asBoolean());
    assertEquals("138****0003", read.at("/never/0/phoneMasked").asText());
    assertEquals(place.value(), read.at("/never/0/area").asText());
    assertEquals("探访独居老人", read.at("/never/0/service").asText());
    assertFalse(read.at("/never/0/askedSince").asText().isEmpty());
    assertFalse(read.toString().contains(OFTEN.value()), "numbers are masked");
  }

  @Test
  void whatAHouseholdCancelledWasNotLeftUndone() {
    RequestId id = raise(NEVER);
    town.requests.refuse(by(), id, Optional.of("不属于志愿服务范围"));
    assertEquals(1, read(30).path("neverServed").asInt(), "refused is not served");
    town.requests.cancel(by(), raise(ONCE));
    assertEquals(1, read(30).path("asked").asInt());
  }

  @Test
  void whatWasBeforeTheTimeThatIsAskedForDoesNotCount() {
    raise(NEVER);
    town.pass(Duration.ofDays(2));
    assertEquals(0, read(1).path("asked").asInt());
    assertEquals(1, read(3).path("asked").asInt());
  }

  @Test
  void aCommunitySeesNoOthersHouseholds() {
    var elsewhere = SmallTown.community(town.communities.getLast());
    assertRefused(Refusal.NOT_FOUND, () -> households.of(elsewhere, place, 30));
  }

  /** From the call to the rating, by whoever of the unit is asked. */
  private void serve(MobileNumber household) {
    town.pass(Duration.ofDays(1));
    RequestId id = raise(household);
    town.requests.accept(by(), id);
    var sending = new Sending(List.of(new Part(water, 1, List.of())), "服务台 0572-6020000");
    town.requestDispatch.send(by(), id, sending);
    folk.fill();
    for (String deed : List.of("accept", "arrive", "leave")) {
      say(deed);
    }
    folk.doOthers();
  }

  private RequestId raise(MobileNumber household) {
    var asking =
        new Asking(
            "visit",
            place,
            "李某",
            "3 栋 2 单元 401",
            Optional.empty(),
            Optional.empty(),
            Optional.of(household),
            Optional.of(Channel.HOTLINE));
    return RequestId.of(town.requests.raise(by(), asking).path("id").asText());
  }

  /** What whoever is asked, or on the way, does next. */
  private void say(String deed) {
    var _ =
        test.database()
            .read(
                sql ->
                    sql.get(
                        "select id, volunteer_id from assignment order by offered_at desc limit 1",
                        row ->
                            town.assignments.perform(
                                SmallTown.phone(new VolunteerId(row.getUUID("volunteer_id"))),
                                UUID.randomUUID(),
                                new AssignmentId(row.getUUID("id")),
                                deed,
                                Json.tree(
                                    Map.of("code", town.codes.show(place, town.now()).code())))));
  }

  private JsonNode read(int days) {
    return households.of(SmallTown.commander(), SmallTown.COUNTY, days);
  }

  private static Envelope by() {
    return Envelope.of(SmallTown.dispatcher("一"), UUID.randomUUID(), "");
  }
}
