package org.muster.command.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.FileSystemYamlConfig;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.JoinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.FileNotFoundException;
import java.util.List;
import org.muster.command.settings.NotStartedException;
import org.muster.command.settings.Settings;

/** Makes this process a node among others: who belongs to it is Hazelcast's affair. */
public final class Membership {
  private final Settings.Cluster settings;
  private final HazelcastClusterManager manager;

  /** Reads and checks everything; nothing is opened yet. */
  public Membership(Settings.Cluster settings) {
    this.settings = settings;
    this.manager = new HazelcastClusterManager(config(settings));
  }

  /** Starts event loops that are joined to the others; waits until it is known who they are. */
  public Vertx join(VertxBuilder builder, VertxOptions options) {
    try {
      return builder
          .with(options.setEventBusOptions(bus()))
          .withClusterManager(manager)
          .buildClustered()
          .await();
    } catch (Exception e) {
      throw NotStartedException.because(
          "无法加入集群（%s:%d）：%s".formatted(settings.host(), settings.port(), e.getMessage()),
          "The cluster cannot be joined (%s:%d): %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  /** What this node tells and hears; after {@link #join}. */
  public Cluster cluster(Vertx vertx, MeterRegistry registry) {
    return new HazelcastCluster(vertx, manager.getHazelcastInstance(), registry);
  }

  /** Between nodes nothing is spoken on addresses that others can reach, or multicast. */
  private static Config config(Settings.Cluster settings) {
    Config config = read(settings);
    var network = config.getNetworkConfig();
    network.setPort(settings.port()).setPortAutoIncrement(false);
    network.setPublicAddress(settings.host() + ":" + settings.port());
    network.getInterfaces().setEnabled(true).setInterfaces(List.of(settings.host()));
    if (!settings.members().isEmpty()) {
      network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    }
    assertFindsOthers(settings, network.getJoin());
    return config;
  }

  private static void assertFindsOthers(Settings.Cluster settings, JoinConfig join) {
    boolean finds =
        join.getTcpIpConfig().isEnabled()
            || join.getKubernetesConfig().isEnabled()
            || join.getDiscoveryConfig().isEnabled();
    if (!finds) {
      throw NotStartedException.settings(
          "设置 cluster.members 为空，%s 也没有启用其他发现方式。".formatted(settings.file()),
          "cluster.members is empty, and %s enables no other way to find members."
              .formatted(settings.file()));
    }
    if (join.getMulticastConfig().isEnabled()) {
      throw NotStartedException.settings(
          "%s 启用了 multicast，任何人都可混入集群，请关闭。".formatted(settings.file()),
          "%s enables multicast, by which anybody could join. Turn it off."
              .formatted(settings.file()));
    }
  }

  private static Config read(Settings.Cluster settings) {
    // Its first words are spoken before it has read its own file.
    System.setProperty("hazelcast.logging.type", "slf4j");
    try {
      return new FileSystemYamlConfig(settings.file().toFile());
    } catch (FileNotFoundException | InvalidConfigurationException e) {
      throw NotStartedException.settings(
          "集群设置文件 %s 无法使用：%s".formatted(settings.file(), e.getMessage()),
          "The cluster's file %s cannot be used: %s".formatted(settings.file(), e.getMessage()));
    }
  }

  private EventBusOptions bus() {
    var bus = new EventBusOptions().setHost(settings.host()).setPort(settings.busPort());
    settings
        .tls()
        .ifPresent(
            tls ->
                bus.setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(tls.own().cert().toString())
                            .addKeyPath(tls.own().key().toString()))
                    .setTrustOptions(new PemTrustOptions().addCertPath(tls.trust().toString())));
    return bus;
  }
}
