package org.muster.command.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.desk.PushDesk;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.WebPushes;
import org.muster.command.secret.Tokens;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.testing.Townsfolk;
import org.muster.command.text.Messages;
import org.muster.model.RefusedException;
import org.muster.model.delivery.Retries;
import org.muster.model.plan.Tier;
import org.muster.model.wire.Json;

/** Offers that wake a phone whose page is closed, over HTTP and through real encryption. */
class PushIT {
  private static final String TOKEN = "the-phone";
  private static final Retries TWICE = new Retries(Duration.ofMillis(1), Duration.ofMillis(1), 2);

  private TestDatabase test;
  private SmallTown town;
  private Townsfolk people;
  private PushDesk desk;
  private PushReceiver receiver;

  @BeforeEach
  void build() throws IOException {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    people = new Townsfolk(town);
    var water = town.unit("水利局", 12, 3);
    town.line(town.communities.getFirst(), water, 1, 2, 4);
    desk = new PushDesk(test.database(), town.vault, List.of("localhost", "*.push.example"));
    receiver = new PushReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    test.close();
  }

  private InstantSource clock() {
    return () -> town.now();
  }

  @Test
  void offerThatDoesNotReachThePhoneWakesItAndOnlyThatPhoneCanReadIt()
      throws GeneralSecurityException {
    UUID offer = offered().getFirst();
    subscribe(offer);
    pass(Duration.ofSeconds(5));
    assertEquals(1, alerts("queued"));

    deliver("sent", 1);

    var push = receiver.pushes().getFirst();
    var shown = Json.parse(push.text());
    assertEquals("紧急动员令", shown.path("title").asText());
    assertTrue(shown.path("critical").asBoolean());
    assertTrue(shown.path("body").asText().startsWith("长兴县指挥部〔2026〕1号：请于11月22日11:00前到"));
    assertEquals("high", push.urgency());
    assertEquals(Duration.ofMinutes(30).toSeconds(), push.keptSeconds());
    assertEquals(32, push.topic().length());
    assertTrue(PushReceiver.isSigned(push.authorization(), desk.keys().forBrowsers()));
  }

  @Test
  void phoneThatHasStoredTheOfferMeanwhileIsNotWoken() {
    UUID offer = offered().getFirst();
    subscribe(offer);
    pass(Duration.ofSeconds(5));
    test.run("update mailbox_item set on_device_at = $2 where item = $1", offer, town.now());

    deliver("moot", 1);

    assertEquals(List.of(), receiver.pushes());
  }

  @Test
  void subscriptionTheServiceNoLongerKnowsIsForgottenAndTheTextFollows() {
    UUID offer = offered().getFirst();
    subscribe(offer);
    receiver.answerWith(410);
    pass(Duration.ofSeconds(5));

    deliver("moot", 1);

    assertEquals(0, test.number("select count(*) as n from push_subscription"));
    pass(Duration.ofSeconds(55));
    assertEquals(3, test.number("select count(*) as n from alert where channel = 'sms'"));
    assertEquals(0, test.number("select count(*) as n from alert where state = 'dead'"));
  }

  @Test
  void phoneThatIsSignedOutIsNeverPushedToAgain() {
    subscribe(offered().getFirst());
    test.run("update device set revoked_at = $1", town.now());

    assertEquals(0, test.number("select count(*) as n from push_subscription"));
    pass(Duration.ofSeconds(5));
    assertEquals(0, alerts("queued"));
  }

  @Test
  void serviceThatIsNotTrustedIsRefused() {
    var strict = new PushDesk(test.database(), town.vault, List.of("*.push.example"));
    assertThrows(
        RefusedException.class, () -> strict.subscribe(TOKEN, receiver.subscription(), town.now()));
  }

  @Test
  void keysStayTheSameAndAreSealed() {
    assertEquals(desk.keys(), new PushDesk(test.database(), town.vault, List.of()).keys());
    assertEquals(1, test.number("select count(*) as n from push_key"));
  }

  private void subscribe(UUID offer) {
    test.run(
        """
        insert into device (token_hash, volunteer_id, created_at)
        select $2, volunteer_id, $3 from assignment where id = $1
        """,
        offer,
        Tokens.hash(TOKEN).bytes(),
        town.now());
    desk.subscribe(TOKEN, receiver.subscription(), town.now());
  }

  /** The offers of a signed order, in the order of their ids. */
  private List<UUID> offered() {
    var order = people.signed(people.raise(Tier.CRITICAL), Tier.CRITICAL, "{\"byPlan\":true}");
    people.fill();
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id from assignment where order_id = $1 and state = 'offered' order by"
                        + " id",
                    row -> row.getUUID("id"),
                    order));
  }

  private void deliver(String state, long expected) {
    var parts =
        new Roads.Parts(
            _ -> new Refused("no texts here"),
            new WebPushes(URI.create("mailto:duty@example.org"), desk.keys()),
            desk::forget,
            town.vault,
            new Roads.Platforms("", "", ""));
    var roads = new Roads(parts, new AlertTexts(new Messages(), "T"), clock());
    try (var loop = new AlertLoop(test.database(), roads, TWICE, clock())) {
      loop.start();
      Eventually.until(state, () -> alerts(state) == expected);
    }
  }

  private void pass(Duration time) {
    town.pass(time);
    people.doOthers();
  }

  private long alerts(String state) {
    return test.number(
        "select count(*) as n from alert where channel = 'push' and state = $1", state);
  }
}
