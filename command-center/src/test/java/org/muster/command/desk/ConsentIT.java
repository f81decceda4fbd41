package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.ConsentDesk.Giving;
import org.muster.command.store.ConsentStore;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.FieldViews;
import org.muster.model.roster.Consent;
import org.muster.model.roster.VolunteerId;

class ConsentIT {
  private final TestDatabase test = TestDatabase.fresh();
  private final List<VolunteerId> forgotten = new ArrayList<>();
  private SmallTown town;
  private ConsentDesk desk;
  private VolunteerId volunteer;

  @BeforeEach
  void open() {
    town = new SmallTown(test.database(), 1);
    town.unit("水利局", 1, 0);
    desk = new ConsentDesk(town.counter, forgotten::add);
    volunteer =
        town.database.read(
            sql -> sql.get("select id from volunteer", r -> new VolunteerId(r.getUUID("id"))));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aConsentNamesItsTextAndTime() {
    give(UUID.randomUUID(), "2026-11");

    var consent = card().path("consents").path(0);
    assertEquals("location", consent.path("kind").asText());
    assertEquals("2026-11", consent.path("text").asText());
    assertTrue(consent.path("since").isTextual(), consent::toString);
    assertTrue(isInForce());
  }

  @Test
  void aNewTextTakesThePlaceOfTheOldOneAndBothAreKept() {
    give(UUID.randomUUID(), "2026-11");
    town.pass(Duration.ofDays(1));
    give(UUID.randomUUID(), "2027-01");

    assertEquals(1, card().path("consents").size());
    assertEquals("2027-01", card().at("/consents/0/text").asText());
    assertEquals(2, count("consent"));
  }

  @Test
  void withdrawingEndsItAndForgetsWhereTheyWere() {
    give(UUID.randomUUID(), "2026-11");

    withdraw(UUID.randomUUID());

    assertFalse(isInForce());
    assertEquals(List.of(volunteer), forgotten);
    assertEquals(1, count("consent where withdrawn_at is not null"));
  }

  @Test
  void aLateRepeatOfAConsentDoesNotUndoItsWithdrawal() {
    var first = UUID.randomUUID();
    give(first, "2026-11");
    withdraw(UUID.randomUUID());

    give(first, "2026-11");

    assertFalse(isInForce());
  }

  private void give(UUID command, String text) {
    var giving = new Giving(Consent.LOCATION, Optional.of(text));
    desk.give(envelope(command, "give" + text), volunteer, giving);
  }

  private void withdraw(UUID command) {
    desk.withdraw(envelope(command, "withdraw"), volunteer, Consent.LOCATION);
  }

  private Envelope envelope(UUID command, String request) {
    return Envelope.of(SmallTown.phone(volunteer), command, request);
  }

  private JsonNode card() {
    return new FieldViews(town.database, town.vault).me(volunteer).orElseThrow();
  }

  private boolean isInForce() {
    return town.database.read(sql -> ConsentStore.isInForce(sql, volunteer, Consent.LOCATION));
  }

  private long count(String what) {
    return town.database.read(
        sql -> sql.get("select count(*) as n from " + what, row -> row.getLong("n")));
  }
}
