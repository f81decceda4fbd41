package org.muster.command.socket;

import org.jspecify.annotations.Nullable;
import org.muster.model.access.Principal;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ClientFrame.PositionFix;

/**
 * What one person does over one socket besides receiving letters: deeds, positions, topics. Most
 * sockets only receive, so each part is made when it is first needed. Belongs to the socket's loop.
 */
final class Doings {
  private final Session session;
  private final SocketServer.Parts parts;
  private final Principal principal;
  private @Nullable DeedQueue deeds;
  private @Nullable FixSlot fixes;
  private @Nullable Follows follows;

  Doings(Session session, SocketServer.Parts parts, Principal principal) {
    this.session = session;
    this.parts = parts;
    this.principal = principal;
  }

  /** False when too many deeds wait already. */
  boolean perform(Do deed) {
    if (deeds == null) {
      deeds = new DeedQueue(session, parts.deeds(), principal);
    }
    return deeds.add(deed);
  }

  void locate(PositionFix fix) {
    if (fixes == null) {
      fixes = new FixSlot(session, parts.positions(), principal);
    }
    fixes.add(fix);
  }

  void follow(String topic) {
    if (follows == null) {
      follows = new Follows(session, parts.broadcast(), principal);
    }
    follows.follow(topic);
  }

  void drained() {
    if (follows != null) {
      follows.drained();
    }
  }

  void close() {
    if (deeds != null) {
      deeds.close();
    }
    if (follows != null) {
      follows.close();
    }
  }
}
