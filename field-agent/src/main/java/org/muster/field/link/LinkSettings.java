package org.muster.field.link;

import java.util.List;

/**
 * Where the command center is, and how phones behave towards it.
 *
 * @param localAddresses source addresses that take turns; empty leaves it to the system. One
 *     address has some 28,000 ports, so many phones in one process need several ({@code
 *     127.0.0.x}).
 * @param loops event loops that share the phones
 * @param connectingMax phones of one loop that connect at the same time
 * @param seed of the jitter
 */
public record LinkSettings(
    String host,
    int port,
    List<String> localAddresses,
    int loops,
    int connectingMax,
    Pace pace,
    long seed) {
  public LinkSettings {
    localAddresses = List.copyOf(localAddresses);
    if (loops < 1 || connectingMax < 1) {
      throw new IllegalArgumentException("loops and connectingMax must be at least 1");
    }
  }

  public static LinkSettings of(String host, int port) {
    int loops = Runtime.getRuntime().availableProcessors();
    return new LinkSettings(host, port, List.of(), loops, 64, Pace.STANDARD, System.nanoTime());
  }

  public LinkSettings withLocalAddresses(List<String> addresses) {
    return new LinkSettings(host, port, addresses, loops, connectingMax, pace, seed);
  }

  public LinkSettings withPace(Pace newPace) {
    return new LinkSettings(host, port, localAddresses, loops, connectingMax, newPace, seed);
  }

  public LinkSettings withSeed(long newSeed) {
    return new LinkSettings(host, port, localAddresses, loops, connectingMax, pace, newSeed);
  }
}
