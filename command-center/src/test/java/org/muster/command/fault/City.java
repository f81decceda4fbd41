package org.muster.command.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.command.e2e.County;
import org.muster.command.e2e.Ledger;
import org.muster.command.e2e.Office;
import org.muster.command.e2e.ServerProcess;
import org.muster.command.e2e.ServerProcess.Place;
import org.muster.command.store.DatabaseAddress;
import org.muster.model.access.Role;

/**
 * Several nodes and PostgreSQL, each in a network of its own, and an entrance before them.
 *
 * <pre>phones ── phoneRoad ── any node ── router ── the others, PostgreSQL</pre>
 */
final class City implements Stage {
  private static final Duration MERGED_WITHIN = Duration.ofSeconds(60);
  private static final String MEMBER_PORT = "5701";

  private static final String SERVICE = "muster-nodes";
  private static final Path HAZELCAST = Path.of("..", "config", "hazelcast.yaml");

  private static final String NOT_BY_NAME =
      """
              # 默认不用。Not used by default.
              enabled: false
      """;

  private static final String BY_NAME =
      """
              enabled: true
              service-dns: %s
              service-port: %s
      """
          .formatted(SERVICE, MEMBER_PORT);

  /** Our own errors, and classes that a port should have let through or should not. */
  private static final List<String> WRONG = List.of(" ERROR o.m.", "SecurityException");

  private final Props props = new Props();
  private final Path folder;
  private final NodeNetwork network;
  private final int databaseMember;
  private final DatabaseProcess database;
  private final Map<String, String> findingOthers;
  private final List<ServerProcess> nodes = new ArrayList<>();
  private final FaultProxy phoneRoad;
  private final Ledger ledger;
  private final LeadWatch lead;
  private long staleBefore;

  /**
   * Starts everything, one node after the other, and waits until all are ready.
   *
   * @param settings variables of the nodes' environment
   */
  City(long seed, int size, Map<String, String> settings) throws Exception {
    folder = World.FOLDER.resolve("city-" + seed);
    County.remove(folder);
    Files.createDirectories(folder);
    databaseMember = size + 1;
    try {
      network = props.add(NodeNetwork.of(databaseMember));
      County.copyTo(folder.resolve("database"));
      database =
          props.add(
              new DatabaseProcess(
                  folder.resolve("database"), place(databaseMember), network.address(0) + "/24"));
      ledger = props.add(new Ledger(this::address));
      lead = new LeadWatch(ledger.database());
      findingOthers = findingOthers(seed % 2 == 0);
      for (int member = 1; member <= size; member++) {
        nodes.add(props.add(node(member, environment(member, settings))));
      }
      var entrance = props.add(new Entrance(nodes.stream().map(City::door).toList()));
      phoneRoad = props.add(new FaultProxy(entrance::inTurn, seed));
    } catch (Throwable failure) {
      props.closeAfter(failure);
      throw failure;
    }
  }

  private ServerProcess node(int member, Map<String, String> settings) throws IOException {
    Path own = folder.resolve("node" + member);
    Files.createDirectories(own.resolve("keys"));
    for (String file : World.OWN) {
      Files.copy(folder.resolve("database").resolve(file), own.resolve(file));
    }
    return new ServerProcess(own, settings, place(member));
  }

  private Map<String, String> environment(int member, Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m");
    all.put("MUSTER_DATABASE_URL", address().url());
    all.put("MUSTER_DATABASE_USER", address().user());
    all.put("MUSTER_DATABASE_PASSWORD", address().password());
    all.put("MUSTER_CLUSTER_ENABLED", "true");
    all.put("MUSTER_CLUSTER_HOST", network.address(member));
    all.putAll(findingOthers);
    return all;
  }

  /** By a list of addresses, or by a name that has all of them, as a headless service has. */
  private Map<String, String> findingOthers(boolean byName) throws IOException {
    if (byName) {
      network.name(SERVICE, IntStream.range(1, databaseMember).boxed().toList());
      Path file = folder.resolve("hazelcast.yaml");
      Files.writeString(file, Files.readString(HAZELCAST).replace(NOT_BY_NAME, BY_NAME));
      return Map.of("MUSTER_CLUSTER_FILE", file.toString());
    }
    return Map.of(
        "MUSTER_CLUSTER_MEMBERS",
        IntStream.range(1, databaseMember)
            .mapToObj(member -> network.address(member) + ":" + MEMBER_PORT)
            .collect(Collectors.joining(",")));
  }

  private Place place(int member) {
    return new Place(network.prefix(member), network.address(member));
  }

  private static InetSocketAddress door(ServerProcess node) {
    return new InetSocketAddress(node.address().getHost(), node.port());
  }

  int size() {
    return nodes.size();
  }

  /**
   * @param member from 1
   */
  ServerProcess node(int member) {
    return nodes.get(member - 1);
  }

  /** What each of them knew of the others, and when. */
  List<MemberViews> views() {
    return nodes.stream().map(node -> new MemberViews(node.said())).toList();
  }

  NodeNetwork network() {
    return network;
  }

  /** The member of the network that is PostgreSQL. */
  int databaseMember() {
    return databaseMember;
  }

  /** Who last took or renewed the lease of those who lead. */
  int leader() {
    String host = lead.host();
    return IntStream.range(1, databaseMember)
        .filter(member -> network.address(member).equals(host))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody of ours leads: " + host));
  }

  /** What nodes that no longer led have written since this was last asked. */
  long staleWrites() {
    long all = lead.staleWrites();
    long since = all - staleBefore;
    staleBefore = all;
    return since;
  }

  @Override
  public Office office(Role role) {
    return Office.of(URI.create("http://127.0.0.1:" + phoneRoad.port()), data(), role);
  }

  @Override
  public Path data() {
    return node(1).data();
  }

  @Override
  public FaultProxy phoneRoad() {
    return phoneRoad;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public DatabaseAddress address() {
    return database.address();
  }

  /** The halves of what was parted have to find together again by themselves. */
  @Override
  public List<String> surprises() {
    var surprises = new ArrayList<String>();
    if (!Breaker.waited(MERGED_WITHIN, () -> nodes.stream().allMatch(this::knowsAll))) {
      surprises.add("nodes that were parted have not found together");
    }
    long stale = staleWrites();
    if (stale > 0) {
      surprises.add("written without the lead after the last fault: " + stale);
    }
    nodes.stream()
        .flatMap(node -> node.errors().stream())
        .filter(line -> WRONG.stream().anyMatch(line::contains))
        .forEach(surprises::add);
    return surprises;
  }

  private boolean knowsAll(ServerProcess node) {
    return new MemberViews(node.said()).newest() == size();
  }

  @Override
  public void close() {
    props.close();
    County.remove(folder);
  }
}
