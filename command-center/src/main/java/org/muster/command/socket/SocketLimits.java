package org.muster.command.socket;

import java.time.Duration;

/**
 * The limits of a socket.
 *
 * @param helloWithin a socket that has not said who it is by then is closed
 * @param pingEvery after so long without a word from either side the server speaks, so that the
 *     phone knows it is connected
 * @param silentAfter a socket on which nothing has come in for so long is dead
 * @param closeWithin after the closing frame the other side has so long to take its leave
 * @param lookEvery how often each socket is looked at, and so how much later than these times it
 *     may be closed
 * @param framesPerSecond what a socket may send in the long run
 * @param framesBurst what it may send at once, such as after hours without a network
 * @param socketsMax sockets on this node
 */
public record SocketLimits(
    Duration helloWithin,
    Duration pingEvery,
    Duration silentAfter,
    Duration closeWithin,
    Duration lookEvery,
    int framesPerSecond,
    int framesBurst,
    int socketsMax) {

  public static final SocketLimits STANDARD =
      new SocketLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(45),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          50,
          250,
          50_000);

  /** The same with another rhythm of pings and another patience with silence. */
  public SocketLimits withRhythm(Duration ping, Duration silence) {
    return new SocketLimits(
        helloWithin,
        ping,
        silence,
        closeWithin,
        lookEvery,
        framesPerSecond,
        framesBurst,
        socketsMax);
  }
}
