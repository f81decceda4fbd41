package org.muster.command.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.command.settings.Settings.Data;
import org.muster.command.settings.Settings.Database;
import org.muster.command.settings.Settings.Delivery;
import org.muster.command.settings.Settings.Demo;
import org.muster.command.settings.Settings.Digest;
import org.muster.command.settings.Settings.Ground;
import org.muster.command.settings.Settings.Launch;
import org.muster.command.settings.Settings.Log;
import org.muster.command.settings.Settings.Orders;
import org.muster.command.settings.Settings.Privacy;
import org.muster.command.settings.Settings.Records;
import org.muster.command.settings.Settings.Remote;
import org.muster.command.settings.Settings.Roster;
import org.muster.command.settings.Settings.Seal;
import org.muster.command.settings.Settings.Server;
import org.muster.command.settings.Settings.Sessions;
import org.muster.command.settings.Settings.Tiers;
import org.muster.model.plan.Tier;
import org.muster.model.record.ProofIssuer;
import org.muster.model.roster.Strength;
import org.muster.model.wire.EnumNames;

/** Fills in the settings: every key, its default and its limits stand here and nowhere else. */
final class SettingsForm {
  static final Set<String> SECRETS = Set.of("database.password", "sms.secret");

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  static final int PORT_MAX = 65_535;
  private static final int LEVELS = 4;
  private static final long MIB = 1 << 20;

  /** Beyond this the validator would hold too much of a request in memory. */
  private static final long BODY_MAX = 16 * MIB;

  private static final long UPLOAD_MAX = 1024 * MIB;

  /** More connections than this only make a PostgreSQL of ordinary size slower. */
  private static final int POOL_MAX = 200;

  /** More rows in one statement hold the recipients' locks for too long. */
  private static final int CHUNK_MAX = 10_000;

  private final TypedSettings typed;

  SettingsForm(TypedSettings typed) {
    this.typed = typed;
  }

  Settings settings() {
    var data = new Data(typed.path("data.dir", "data"));
    return new Settings(
        server(),
        database(),
        new ClusterForm(typed).cluster(),
        data,
        new Privacy(
            typed.findPath("privacy.keyFile").orElse(data.dir().resolve("keys/personal.key"))),
        roster(),
        orders(),
        new Launch(
            typed.integer("launch.chunk", 2000, 1, CHUNK_MAX), typed.flag("launch.warmUp", true)),
        delivery(),
        new Records(
            typed.duration("records.agreeAfter", "72 h", MINUTE, DAY.multipliedBy(90)),
            typed.duration("records.enterWithin", "14 d", DAY, DAY.multipliedBy(90)),
            typed.duration("records.photosKept", "30 d", DAY, DAY.multipliedBy(365))),
        proofs(),
        new Ground(
            typed.find("map.approval"),
            typed.find("map.tianditu"),
            typed.findReadable("map.tiles")),
        sessions(),
        new ChannelsForm(typed).channels(),
        tiers(),
        new Seal(digest()),
        log(),
        demo());
  }

  private ProofIssuer proofs() {
    var kinds =
        Arrays.stream(ProofIssuer.Kind.values())
            .collect(
                Collectors.toMap(EnumNames::of, kind -> kind, (a, _) -> a, LinkedHashMap::new));
    String kind = typed.choice("proofs.issuerKind", "none", List.copyOf(kinds.keySet()));
    return new ProofIssuer(
        typed.find("proofs.issuer"),
        kinds.getOrDefault(kind, ProofIssuer.Kind.NONE),
        typed.find("proofs.leader"),
        typed.find("proofs.handler"),
        typed.find("proofs.contact"));
  }

  private Server server() {
    return new Server(
        typed.text("server.host", "127.0.0.1"),
        typed.integer("server.port", 8080, 0, PORT_MAX),
        typed.tls("server"),
        typed.integer("server.managementPort", 8081, 0, PORT_MAX),
        typed.bytes("server.bodyMax", "1 MiB", BODY_MAX),
        typed.bytes("server.uploadMax", "50 MiB", UPLOAD_MAX));
  }

  private Database database() {
    var url = typed.find("database.url");
    var user = typed.find("database.user");
    var password = typed.find("database.password");
    int poolSize = typed.integer("database.poolSize", 16, 2, POOL_MAX);
    if (url.isEmpty()) {
      return new Database(Optional.empty(), poolSize);
    }
    if (!url.get().matches("postgresql://[^/?@\\s]+/[^/?@\\s]+(\\?\\S*)?")) {
      throw typed.wrong(
          "database.url",
          "应为 postgresql://主机:端口/库名，不含用户名和密码",
          "expected postgresql://host:port/database without user and password");
    }
    if (user.isEmpty()) {
      throw typed.wrong(
          "database.user", "设置了 database.url 时必须给出", "needed where database.url is set");
    }
    return new Database(
        Optional.of(new Remote(url.get(), user.get(), password.orElse(""))), poolSize);
  }

  private Roster roster() {
    String base = typed.choice("roster.base", "staff", List.of("staff", "party"));
    return new Roster(Strength.valueOf(base.toUpperCase(Locale.ROOT)));
  }

  private Orders orders() {
    return new Orders(
        typed.duration("orders.answerWithin", "600 s", SECOND, DAY),
        typed.duration("orders.receiptWithin", "10 min", SECOND, DAY),
        typed.duration("orders.namesWithin", "30 min", SECOND, DAY),
        typed.duration("orders.arriveWithin", "2 h", MINUTE, DAY.multipliedBy(7)),
        typed.integer("orders.confirmPeopleAbove", 0, 0, 10_000_000),
        typed.duration("orders.rest", "8 h", Duration.ZERO, DAY.multipliedBy(7)),
        typed.duration("orders.escalateEvery", "5 min", SECOND, DAY),
        typed.integer("orders.waveCertainty", 90, 50, 99) / 100.0,
        typed.findTravelTimes("orders.travelTimes"));
  }

  private Delivery delivery() {
    var delivery =
        new Delivery(
            typed.duration("delivery.sweep", "1 s", Duration.ofMillis(100), MINUTE),
            typed.duration("delivery.ping", "20 s", SECOND, HOUR),
            typed.duration("delivery.silentAfter", "45 s", SECOND, HOUR));
    if (delivery.silentAfter().compareTo(delivery.ping()) <= 0) {
      throw typed.wrong(
          "delivery.silentAfter", "应大于 delivery.ping", "expected more than delivery.ping");
    }
    return delivery;
  }

  private Sessions sessions() {
    var sessions =
        new Sessions(
            typed.duration("sessions.lifetime", "12 h", MINUTE, DAY.multipliedBy(30)),
            typed.duration("sessions.idle", "12 h", MINUTE, DAY.multipliedBy(30)),
            typed.duration("sessions.device", "180 d", DAY, DAY.multipliedBy(1000)),
            typed.find("sessions.passkeyOrigin"));
    if (sessions
        .passkeyOrigin()
        .filter(at -> !at.matches("https://[a-z0-9.-]+(:\\d+)?"))
        .isPresent()) {
      throw typed.wrong(
          "sessions.passkeyOrigin",
          "应为 https://域名[:端口]，不含路径",
          "expected https://name[:port] without a path");
    }
    if (sessions.idle().compareTo(sessions.lifetime()) > 0) {
      throw typed.wrong(
          "sessions.idle", "不应大于 sessions.lifetime", "expected at most sessions.lifetime");
    }
    return sessions;
  }

  /** A lower level never brings a higher tier into force than the level above it. */
  private Tiers tiers() {
    var presets = List.of(Tier.CRITICAL, Tier.CRITICAL, Tier.EMERGENCY, Tier.NORMAL);
    var byLevel = new HashMap<Integer, Tier>();
    var above = Tier.CRITICAL;
    for (int level = 1; level <= LEVELS; level++) {
      String key = "tiers.level" + level;
      String preset = presets.get(level - 1).name().toLowerCase(Locale.ROOT);
      String text = typed.choice(key, preset, List.of("normal", "emergency", "critical"));
      var tier = Tier.valueOf(text.toUpperCase(Locale.ROOT));
      if (tier.compareTo(above) > 0) {
        throw typed.wrong(key, "不应高于上一级响应", "expected no more than the level above it");
      }
      byLevel.put(level, tier);
      above = tier;
    }
    return new Tiers(byLevel);
  }

  private Digest digest() {
    String text = typed.choice("seal.digest", "SHA-256", List.of("SHA-256", "SM3"));
    return text.equals("SM3") ? Digest.SM3 : Digest.SHA_256;
  }

  private Log log() {
    var levels = List.of("error", "warn", "info", "debug");
    return new Log(
        typed.choice("log.level", "info", levels),
        typed.choice("log.format", "text", List.of("text", "json")));
  }

  /** The demo county comes with published passwords, so it always is a trial. */
  private Demo demo() {
    boolean load = typed.flag("demo.load", true);
    boolean trial = typed.flag("demo.trial", true);
    if (load && !trial) {
      throw typed.wrong(
          "demo.trial",
          "载入演示县（demo.load）即为试运行，此处只能为 true",
          "loading the demo county (demo.load) is a trial, so only true fits");
    }
    return new Demo(load, trial);
  }
}
