package org.muster.command.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.model.matching.TravelTable;
import org.muster.model.plan.Tier;
import org.muster.model.record.ProofIssuer;
import org.muster.model.roster.Strength;

/** Everything the city may choose, checked; each part of the process is given its own record. */
public record Settings(
    Server server,
    Database database,
    Optional<Cluster> cluster,
    Data data,
    Privacy privacy,
    Roster roster,
    Orders orders,
    Launch launch,
    Delivery delivery,
    Records records,
    ProofIssuer proofs,
    Ground map,
    Sessions sessions,
    Channels channels,
    Tiers tiers,
    Seal seal,
    Log log,
    Demo demo) {

  /**
   * Where the server listens and how much it takes in.
   *
   * @param port 0 for any free port
   * @param managementPort health and metrics on the loopback address; 0 for none
   */
  public record Server(
      String host,
      int port,
      Optional<Tls> tls,
      int managementPort,
      long bodyBytesMax,
      long uploadBytesMax) {}

  /** Certificate and private key (PEM) of the HTTPS server. */
  public record Tls(Path cert, Path key) {}

  /** The city's own PostgreSQL, or none for the one inside this process. */
  public record Database(Optional<Remote> remote, int poolSize) {}

  /** How to reach the city's own PostgreSQL. */
  public record Remote(String url, String user, String password) {
    @Override
    public String toString() {
      return "Remote[user=" + user + "]";
    }
  }

  /**
   * How this node and the others of the city find and hear each other; none for a node alone.
   *
   * @param file what else Hazelcast is told: heartbeats, copies, other ways to find members
   * @param host the address on the private network that both ports below listen on
   * @param port of the membership
   * @param busPort of what nodes tell each other
   * @param members {@code host:port} of each node
   */
  public record Cluster(
      Path file,
      String host,
      int port,
      int busPort,
      List<String> members,
      Optional<ClusterTls> tls) {
    public Cluster {
      members = List.copyOf(members);
    }
  }

  /**
   * How nodes encrypt what they tell each other, and know each other.
   *
   * @param trust certificate (PEM) of the authority that all nodes' certificates come from
   */
  public record ClusterTls(Tls own, Path trust) {}

  /** Where this process keeps its files. */
  public record Data(Path dir) {}

  /** The key that personal data are encrypted with. */
  public record Privacy(Path keyFile) {}

  /** Which number a tenth is taken of for shock teams (突击队基数). */
  public record Roster(Strength base) {}

  /**
   * The terms of an order that states none, and the guards on signing.
   *
   * @param confirmPeopleAbove how many people an order may call before the signer has to repeat
   *     their number; 0 for never
   * @param rest how long somebody is left alone after a post
   * @param escalateEvery how long a silent unit's order waits on each step up the sender's line
   * @param waveProbability with which one wave of reserves fills the places that became open
   * @param travelTimes between communities; ways are metres as the crow flies where there are none
   */
  public record Orders(
      Duration answerWithin,
      Duration receiptWithin,
      Duration namesWithin,
      Duration arriveWithin,
      int confirmPeopleAbove,
      Duration rest,
      Duration escalateEvery,
      double waveProbability,
      Optional<TravelTable> travelTimes) {}

  /**
   * How offers go out.
   *
   * @param chunk how many offers of an order are committed at a time
   * @param warmUp whether launches are played after the start, so that the first real one is fast
   */
  public record Launch(int chunk, boolean warmUp) {}

  /**
   * The rhythm of telling: when unconfirmed items are sent again, and when a phone counts as gone.
   */
  public record Delivery(Duration sweep, Duration ping, Duration silentAfter) {}

  /**
   * How long records of service stay open.
   *
   * @param agreeAfter silence after which a service record counts as agreed
   * @param enterWithin how long after the day itself something written by hand may be entered
   * @param photosKept how long after the end of an order the photographs of its reports are kept
   */
  public record Records(Duration agreeAfter, Duration enterWithin, Duration photosKept) {}

  /**
   * What lies beneath the city's own boundaries on a map; none of it is needed.
   *
   * @param approval the map's approval number (审图号), shown on it
   * @param tianditu the key that browsers show to Tianditu
   * @param tiles a file of map tiles (PMTiles) on this machine
   */
  public record Ground(
      Optional<String> approval, Optional<String> tianditu, Optional<Path> tiles) {}

  /**
   * How long a session lasts at most, how long without use, and how long a volunteer's phone.
   *
   * @param passkeyOrigin of the pages that passkeys are made for
   */
  public record Sessions(
      Duration lifetime, Duration idle, Duration device, Optional<String> passkeyOrigin) {}

  /** The tier each level of response (1 highest, 4 lowest) brings into force. */
  public record Tiers(Map<Integer, Tier> byLevel) {
    public Tiers {
      byLevel = Map.copyOf(byLevel);
    }
  }

  /** The digest that chains the sealed log. */
  public record Seal(Digest digest) {}

  /** A message digest by its two admitted names. */
  public enum Digest {
    SHA_256("SHA-256"),
    SM3("SM3");

    private final String algorithm;

    Digest(String algorithm) {
      this.algorithm = algorithm;
    }

    /** The name by which security providers know it. */
    public String algorithm() {
      return algorithm;
    }
  }

  /** How much is logged, and in which form. */
  public record Log(String level, String format) {}

  /** The demo county and the trial routes; a production start has neither. */
  public record Demo(boolean load, boolean trial) {}
}
