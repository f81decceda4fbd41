package org.muster.command.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.command.settings.Settings.Cluster;
import org.muster.command.settings.Settings.ClusterTls;

/** Fills in the settings of a node among others. */
final class ClusterForm {
  private static final int PORT = 5701;
  private static final int BUS_PORT = 5801;

  /** A name or an address, with the port of its membership. */
  private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?");

  private final TypedSettings typed;

  ClusterForm(TypedSettings typed) {
    this.typed = typed;
  }

  /** Every key is read even when it is not needed, so that a slip is found before the day it is. */
  Optional<Cluster> cluster() {
    boolean enabled = typed.flag("cluster.enabled", false);
    var cluster =
        new Cluster(
            typed.path("cluster.file", "config/hazelcast.yaml"),
            host(),
            typed.integer("cluster.port", PORT, 1, SettingsForm.PORT_MAX),
            typed.integer("cluster.busPort", BUS_PORT, 1, SettingsForm.PORT_MAX),
            members(),
            tls());
    if (cluster.port() == cluster.busPort()) {
      throw typed.wrong(
          "cluster.busPort", "不应与 cluster.port 相同", "expected another port than cluster.port");
    }
    return enabled ? Optional.of(cluster) : Optional.empty();
  }

  private String host() {
    String host = typed.text("cluster.host", "127.0.0.1");
    if (host.equals("0.0.0.0") || host.equals("::")) {
      throw typed.wrong(
          "cluster.host",
          "应为内网中的一个具体地址，不能是所有地址",
          "expected one address of the private network, not all addresses");
    }
    return host;
  }

  private List<String> members() {
    var members =
        typed.find("cluster.members").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(String::strip)
            .toList();
    if (!members.stream().allMatch(member -> MEMBER.matcher(member).matches())) {
      throw typed.wrong(
          "cluster.members",
          "应为以逗号分隔的 主机:端口",
          "expected host:port of each node, separated by commas");
    }
    return members;
  }

  private Optional<ClusterTls> tls() {
    var own = typed.tls("cluster");
    var trust = typed.findReadable("cluster.tlsTrust");
    if (own.isPresent() != trust.isPresent()) {
      throw typed.wrong(
          own.isPresent() ? "cluster.tlsTrust" : "cluster.tlsCert",
          "cluster.tlsCert、cluster.tlsKey、cluster.tlsTrust 须同时给出",
          "cluster.tlsCert, cluster.tlsKey and cluster.tlsTrust are needed together");
    }
    return own.flatMap(pair -> trust.map(authority -> new ClusterTls(pair, authority)));
  }
}
