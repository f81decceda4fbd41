package org.muster.command.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.client.Road.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.muster.command.client.Client.Answer;
import org.muster.command.client.Client.Asked;
import org.muster.command.store.DataDirectory;
import org.muster.command.store.EmbeddedServer;
import org.muster.command.testing.Authority;
import org.muster.command.testing.Eventually;
import org.muster.model.wire.CloseCode;

/**
 * Two nodes over one database, and a third that hears nothing of them. Their sweeps come once a
 * minute, later than anybody here waits: what arrives was told by a node. They find each other by
 * name, and cipher what they tell each other.
 */
@Timeout(300)
@Isolated
class ClusterIT {
  private static final String POSTED_TWICE =
      """
      select count(*) from (
        select from assignment where state in ('offered', 'accepted', 'departed', 'onPost')
        group by volunteer_id having count(*) > 1) twice
      """;

  private static final int AT_ONCE = 4;

  @TempDir static Path folder;
  private static DataDirectory data;
  private static EmbeddedServer database;
  private static RunningServer first;
  private static RunningServer second;
  private static Road road;
  private static int busPort;
  private static Authority authority;

  @BeforeAll
  static void start() throws Exception {
    data = DataDirectory.open(folder.resolve("database"));
    database = EmbeddedServer.start(data);
    List<Integer> ports = freePorts(4);
    String members = "localhost:%d,localhost:%d".formatted(ports.get(0), ports.get(1));
    busPort = ports.get(2);
    var settings = joined(members, ports.get(0), busPort);
    settings.put("MUSTER_DEMO_LOAD", "true");
    authority = new Authority(folder.resolve("authority"));
    settings.putAll(ciphered(authority, "first"));
    first = RunningServer.on(folder.resolve("first"), settings);
    var others = joined(members, ports.get(1), ports.get(3));
    others.putAll(ciphered(authority, "second"));
    second = RunningServer.on(folder.resolve("second"), others);
    road = Road.begun(first);
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
    database.close();
    data.close();
  }

  @AfterEach
  void letGo() {
    road.withdrawAll();
  }

  @Test
  void anOrderSignedOnOneNodeIsHeardOfOnTheOtherAtOnce() {
    String order = road.reviewed(Map.of("tier", "critical"));
    Client liaison = road.liaison(unitOf(order)).at(second);
    try (var phone = Phone.of(second, liaison)) {
      expect(road.commander().post("/orders/" + order + "/sign", code()), 200);

      assertEquals(order, phone.next("item").at("/item/id").asText());
    }
  }

  @Test
  void whoHasNoCertificateOfTheAuthorityIsNotHeardOnTheBus() throws Exception {
    var stranger = SSLContext.getInstance("TLS");
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authority.trust());
    stranger.init(null, trust.getTrustManagers(), null);
    try (var socket = stranger.getSocketFactory().createSocket("127.0.0.1", busPort)) {
      // Told so by the handshake, or cut off before that was read.
      assertThrows(
          IOException.class,
          () -> {
            socket.getOutputStream().write(0);
            socket.getInputStream().read();
          });
    }
  }

  @Test
  void aPhoneThatMovesToAnotherNodeGoesOnFromItsCursorAndIsLetGoWhereItWas() {
    JsonNode offer = offer();
    Client volunteer = road.volunteer(offer);
    try (var before = Phone.of(second, volunteer.at(second));
        var after = before.movedTo(first, volunteer)) {
      assertEquals(CloseCode.TAKEN_OVER.number(), before.closed());
      assertEquals(List.of(), after.upTo("caughtUp").stream().filter(Phone::isItem).toList());

      expect(accept(volunteer, offer), 200);

      assertEquals("accepted", after.next("item").at("/item/state").asText());
    }
  }

  @Test
  void aConnectionThatAPhoneHadGivenUpWasHeardElsewhereAndTookOverTheNewOne() {
    JsonNode offer = offer();
    Client volunteer = road.volunteer(offer);
    String givenUp = Phone.ticket(volunteer);
    try (var fresh = Phone.of(second, volunteer.at(second));
        var late = fresh.movedTo(first, givenUp)) {
      assertEquals(CloseCode.TAKEN_OVER.number(), late.closed());

      expect(accept(volunteer, offer), 200);

      assertEquals("accepted", fresh.next("item").at("/item/state").asText());
    }
  }

  @Test
  void aSessionEndedOnOneNodeIsOverOnAllOfThem() {
    Client dispatcher = new Client(first.address()).signIn(first.accounts("dispatcher").get(1));
    Client elsewhere = dispatcher.at(second);
    try (var socket = Phone.of(second, elsewhere)) {
      expect(dispatcher.ask(Asked.of("DELETE", "/session", Map.of())), 200);

      assertEquals(CloseCode.SESSION_ENDED.number(), socket.closed());
      assertEquals(401, elsewhere.get("/session").status());
    }
  }

  @Test
  void whereSomebodyWasSeenByOneNodeIsOnTheMapsOfTheOther() {
    JsonNode offer = offer();
    Client volunteer = road.volunteer(offer);
    expect(accept(volunteer, offer), 200);
    expect(volunteer.post("/assignments/" + offer.path("id").asText() + "/depart", Map.of()), 200);
    try (var post = Phone.of(second, road.dispatcher().at(second));
        var phone = Phone.of(first, volunteer)) {
      post.say(Map.of("type", "follow", "topic", "map/330522000000"));
      post.next("snapshot");

      phone.say(fix());

      JsonNode people = post.next("change").at("/data/people");
      assertTrue(people.findValuesAsText("assignment").contains(offer.path("id").asText()));
    }
  }

  @Test
  void ofTwoNodesThatAcceptForTheSameVolunteerExactlyOneWins() throws Exception {
    Map<String, Object> street = Map.of("areas", List.of("330522003000"));
    List<JsonNode> offers = road.offers(road.signed(Map.of("tier", "critical", "target", street)));
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (JsonNode offer : offers) {
        Client here = road.volunteer(offer);
        Client there = here.at(second);
        var attempts = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < AT_ONCE; i++) {
          attempts.add(() -> accept(here, offer));
          attempts.add(() -> accept(there, offer));
        }
        for (var answer : people.invokeAll(attempts)) {
          assertEquals("accepted", expect(answer.get(), 200).path("state").asText());
        }
      }
    }
    offers.forEach(offer -> assertEquals(1, events(offer, "offer-accepted")));
  }

  @Test
  void whenTheBusIsSilentEverythingStillArrives() {
    JsonNode offer = offer();
    Client volunteer = road.volunteer(offer);
    try (var deaf = RunningServer.on(folder.resolve("deaf"), overOneDatabase());
        var phone = Phone.of(deaf, volunteer.at(deaf))) {
      expect(accept(volunteer, offer), 200);

      assertEquals("accepted", phone.next("item").at("/item/state").asText());
    }
  }

  @Test
  void aNodeThatWasPausedWhileItLedDoesNothingWhenItWakes() {
    paused(first, ClusterIT::awaitLeadOfAnother);
    long token = token();

    paused(second, ClusterIT::awaitLeadOfAnother);
    assertFalse(road.offers(road.signedElsewhere()).isEmpty());

    assertTrue(token() > token);
    assertEquals(0, count(POSTED_TWICE));
  }

  @Test
  void nodesRestartedOneAfterTheOtherFailNoCommand() throws Exception {
    JsonNode offer = offer();
    Client volunteer = road.volunteer(offer);
    expect(accept(volunteer, offer), 200);
    var nodes = List.of(volunteer, volunteer.at(second));
    String path = "/assignments/" + offer.path("id").asText() + "/report";
    var restarted = new AtomicBoolean();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> reports =
          people.submit(
              () -> {
                int sent = 0;
                do {
                  var report = Asked.of("POST", path, Map.of("text", "第%d次".formatted(++sent)));
                  expect(Patience.ask(nodes, report), 200);
                } while (!restarted.get());
                return sent;
              });
      try {
        second.restart();
        first.restart();
      } finally {
        restarted.set(true);
      }
      assertEquals(reports.get().longValue(), events(offer, "report-filed"));
    }
  }

  private static void paused(RunningServer node, Runnable meanwhile) {
    node.signal("STOP");
    try {
      meanwhile.run();
    } finally {
      node.signal("CONT");
    }
  }

  /** It takes the lease, or has it and goes on prolonging it. */
  private static void awaitLeadOfAnother() {
    long token = token();
    long until = until();
    Eventually.until("another node leads", () -> token() > token || until() > until + 2_000);
  }

  private static long until() {
    return count(
        "select (extract(epoch from until) * 1000)::bigint from lease where name = 'timers'");
  }

  private static long token() {
    return count("select token from lease where name = 'timers'");
  }

  /** How often something happened to an assignment. */
  private static long events(JsonNode assignment, String type) {
    return count(
        "select count(*) from event where stream = '%s' and type = '%s'"
            .formatted(assignment.path("id").asText(), type));
  }

  private static long count(String query) {
    try (var connection = database.address().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  private static JsonNode offer() {
    return road.offers(road.signedElsewhere()).getFirst();
  }

  private static Answer accept(Client volunteer, JsonNode offer) {
    return volunteer.post("/assignments/" + offer.path("id").asText() + "/accept", Map.of());
  }

  private static Map<String, String> code() {
    return Map.of("otp", road.commander().otp());
  }

  /** A unit that owes people under an order. */
  private static String unitOf(String order) {
    JsonNode preview =
        expect(road.dispatcher().post("/orders/" + order + "/preview", Map.of()), 200);
    return preview.path("byUnit").path(0).path("unit").asText();
  }

  private static Map<String, Object> fix() {
    var fix = new HashMap<String, Object>(Map.of("type", "position", "coordType", "wgs84"));
    fix.putAll(Map.of("lon", 119.91, "lat", 31.01, "accuracyM", 20, "at", Instant.now()));
    return fix;
  }

  private static Map<String, String> joined(String members, int port, int busPort) {
    var settings = new HashMap<>(overOneDatabase());
    settings.put("MUSTER_DELIVERY_SWEEP", "1 min");
    settings.put("MUSTER_CLUSTER_ENABLED", "true");
    settings.put("MUSTER_CLUSTER_MEMBERS", members);
    settings.put("MUSTER_CLUSTER_PORT", String.valueOf(port));
    settings.put("MUSTER_CLUSTER_BUS_PORT", String.valueOf(busPort));
    return settings;
  }

  private static Map<String, String> ciphered(Authority authority, String node) throws Exception {
    var own = authority.certify(node);
    return Map.of(
        "MUSTER_CLUSTER_TLS_CERT", own.cert().toString(),
        "MUSTER_CLUSTER_TLS_KEY", own.key().toString(),
        "MUSTER_CLUSTER_TLS_TRUST", authority.cert().toString());
  }

  private static Map<String, String> overOneDatabase() {
    var address = database.address();
    return Map.of(
        "MUSTER_DATABASE_URL", address.url(),
        "MUSTER_DATABASE_USER", address.user(),
        "MUSTER_DATABASE_PASSWORD", address.password(),
        "MUSTER_PRIVACY_KEY_FILE", folder.resolve("personal.key").toString(),
        "MUSTER_DEMO_LOAD", "false");
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
