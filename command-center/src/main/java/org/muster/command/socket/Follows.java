package org.muster.command.socket;

import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.model.access.Principal;
import org.muster.model.wire.CloseCode;

/**
 * What one socket follows, and which picture of each it was sent last (0: none yet).
 *
 * <p>Fields belong to the socket's loop; {@link #refused}, {@link #unavailable}, {@link #joined}
 * and {@link #show} are called by others and go there first.
 */
final class Follows {
  /** Beyond it the topic followed longest is given up: a desk shows few boards at once. */
  private static final int TOPICS_MAX = 8;

  private final Session session;
  private final Broadcast broadcast;
  private final Principal principal;
  private final Map<Watch, Integer> shown = new LinkedHashMap<>();
  private boolean closed;

  Follows(Session session, Broadcast broadcast, Principal principal) {
    this.session = session;
    this.broadcast = broadcast;
    this.principal = principal;
  }

  void follow(String topic) {
    broadcast.follow(principal, topic, this);
  }

  /** The socket has room again. */
  void drained() {
    shown.keySet().forEach(this::send);
  }

  void close() {
    closed = true;
    shown.keySet().forEach(watch -> broadcast.leave(watch, this));
    shown.clear();
  }

  void refused() {
    session.execute(() -> session.end(CloseCode.NOT_YOURS));
  }

  void unavailable() {
    session.execute(() -> session.end(CloseCode.RESUME));
  }

  void joined(Watch watch) {
    session.execute(
        () -> {
          if (closed) {
            broadcast.leave(watch, this);
            return;
          }
          shown.put(watch, 0);
          if (shown.size() > TOPICS_MAX) {
            var oldest = shown.keySet().iterator().next();
            shown.remove(oldest);
            broadcast.leave(oldest, this);
          }
          send(watch);
        });
  }

  void show(Watch watch) {
    session.execute(() -> send(watch));
  }

  private void send(Watch watch) {
    var last = shown.get(watch);
    var picture = watch.picture();
    if (last == null || picture.isEmpty() || session.full()) {
      return;
    }
    if (picture.get().number() != last) {
      session.say(last == 0 ? picture.get().snapshot() : picture.get().change());
      shown.put(watch, picture.get().number());
    }
  }
}
