package org.muster.command.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.muster.command.e2e.County;

/**
 * Members that have a network of their own each, and one router between them which can drop what
 * goes from one to another without a word, in one direction or in both.
 *
 * <pre>member 1 ──┐
 * member 2 ──┤ router ── this machine
 * member 3 ──┘</pre>
 *
 * <p>Made of Linux network namespaces, for which one must be root.
 */
final class NodeNetwork implements AutoCloseable {
  static final String NOT_TESTED =
      "！！多节点故障未测试 FAULTS OF SEVERAL NODES WERE NOT TESTED: network namespaces are not"
          + " allowed here (root is needed, and iproute2)";

  /** Where {@code ip netns exec} looks for files of a namespace's own. */
  private static final Path HOSTS = Path.of("/etc/netns");

  private static final int NETWORKS_MAX = 200;
  private static final int MACHINE = 200;
  private static final int ROUTER = 254;

  private final Thread lastResort = new Thread(this::remove, "end of a network");
  private final List<List<String>> drops = new ArrayList<>();
  private final List<String> spaces = new ArrayList<>();
  private final int number;

  private NodeNetwork(int number) {
    this.number = number;
  }

  /** Whether this machine lets us make one. */
  static boolean isAllowed() {
    try {
      String probe = "muster-probe-" + ProcessHandle.current().pid();
      if (run(Stream.of("ip", "netns", "add", probe)).isEmpty()) {
        ip("netns", "delete", probe);
        return true;
      }
      return false;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** Makes one of members 1 to {@code members}. */
  static NodeNetwork of(int members) {
    int free =
        IntStream.range(1, NETWORKS_MAX)
            .filter(n -> run(Stream.of("ip", "netns", "add", "muster" + n)).isEmpty())
            .findFirst()
            .orElseThrow();
    var network = new NodeNetwork(free);
    Runtime.getRuntime().addShutdownHook(network.lastResort);
    network.spaces.add(network.router());
    try {
      network.open();
      IntStream.rangeClosed(1, members).forEach(network::join);
      return network;
    } catch (IllegalStateException failure) {
      network.close();
      throw failure;
    }
  }

  String address(int member) {
    return "10.213.%d.%d".formatted(number, member);
  }

  /** From now on programs of members find these members under one name, as by a name server. */
  void name(String name, List<Integer> members) throws IOException {
    var lines = new StringBuilder("127.0.0.1 localhost\n");
    members.forEach(member -> lines.append(address(member) + " " + name + "\n"));
    for (String space : spaces) {
      Files.createDirectories(HOSTS.resolve(space));
      Files.writeString(HOSTS.resolve(space).resolve("hosts"), lines);
    }
  }

  /** What the command line of a program begins with that a member runs. */
  List<String> prefix(int member) {
    return List.of("ip", "netns", "exec", space(member));
  }

  /** From now on nothing that one sends reaches the other; the other way stays open. */
  void drop(int from, int to) {
    var rule = List.of("from", address(from), "to", address(to), "priority", "100", "blackhole");
    rule("add", rule);
    drops.add(rule);
  }

  /** Everything passes again. */
  void heal() {
    drops.forEach(rule -> rule("delete", rule));
    drops.clear();
  }

  private void rule(String what, List<String> rule) {
    ip(Stream.concat(Stream.of("-n", router(), "rule", what), rule.stream()));
  }

  private String router() {
    return "muster" + number;
  }

  private String space(int member) {
    return router() + "-" + member;
  }

  private void open() {
    ip("-n", router(), "link", "set", "lo", "up");
    ip("-n", router(), "address", "add", address(ROUTER) + "/32", "dev", "lo");
    ip("netns", "exec", router(), "sysctl", "-qw", "net.ipv4.ip_forward=1");
    String outside = router();
    ip("link", "add", "v" + MACHINE, "netns", router(), "type", "veth", "peer", "name", outside);
    ip("-n", router(), "link", "set", "v" + MACHINE, "up");
    ip("-n", router(), "route", "add", address(MACHINE), "dev", "v" + MACHINE);
    ip("address", "add", address(MACHINE) + "/32", "dev", outside);
    ip("link", "set", outside, "up");
    ip("route", "add", address(ROUTER), "dev", outside, "src", address(MACHINE));
    ip("route", "add", address(0) + "/24", "via", address(ROUTER), "src", address(MACHINE));
  }

  private void join(int member) {
    String space = space(member);
    String link = "v" + member;
    ip("netns", "add", space);
    spaces.add(space);
    ip(
        "link", "add", link, "netns", router(), "type", "veth", "peer", "name", "eth0", "netns",
        space);
    ip("-n", router(), "link", "set", link, "up");
    ip("-n", router(), "route", "add", address(member), "dev", link);
    ip("-n", space, "link", "set", "lo", "up");
    ip("-n", space, "address", "add", address(member) + "/32", "dev", "eth0");
    ip("-n", space, "link", "set", "eth0", "up");
    ip("-n", space, "route", "add", address(ROUTER), "dev", "eth0");
    ip("-n", space, "route", "add", "default", "via", address(ROUTER));
  }

  private static void ip(String... words) {
    ip(Stream.of(words));
  }

  private static void ip(Stream<String> words) {
    String said = run(Stream.concat(Stream.of("ip"), words));
    if (!said.isEmpty()) {
      throw new IllegalStateException(said);
    }
  }

  /** What it complained of; empty when it did what it was told. */
  private static String run(Stream<String> command) {
    List<String> words = command.toList();
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : words + ": " + said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void remove() {
    for (String space : spaces.reversed()) {
      ip("netns", "delete", space);
      County.remove(HOSTS.resolve(space));
    }
    spaces.clear();
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
