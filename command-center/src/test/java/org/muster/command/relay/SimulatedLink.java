package org.muster.command.relay;

import java.util.function.Consumer;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.ServerFrame;

/**
 * A connection of a simulation: what is sent arrives in order and late, or, once it breaks, not at
 * all; the other side learns of the break later, or never.
 */
final class SimulatedLink {
  private static final int FULL_AT = 6;

  private final SimulatedTime time;
  private final Consumer<ServerFrame> phone;
  private final Consumer<ClientFrame> server;
  private long phoneReads;
  private long serverReads;
  private int onTheWay;
  private boolean broken;

  SimulatedLink(SimulatedTime time, Consumer<ServerFrame> phone, Consumer<ClientFrame> server) {
    this.time = time;
    this.phone = phone;
    this.server = server;
  }

  void toPhone(ServerFrame frame) {
    phoneReads = Math.max(phoneReads, time.nowMs() + time.below(120));
    onTheWay++;
    time.after(
        phoneReads - time.nowMs(),
        () -> {
          onTheWay--;
          if (!broken) {
            phone.accept(frame);
          }
        });
  }

  void toServer(ClientFrame frame) {
    serverReads = Math.max(serverReads, time.nowMs() + time.below(120));
    time.after(
        serverReads - time.nowMs(),
        () -> {
          if (!broken) {
            server.accept(frame);
          }
        });
  }

  boolean isFull() {
    return onTheWay >= FULL_AT;
  }

  /** What is on its way is lost. */
  void breakOff() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }
}
