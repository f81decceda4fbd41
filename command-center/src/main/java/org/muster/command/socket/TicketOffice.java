package org.muster.command.socket;

import java.util.Optional;
import org.muster.model.access.Principal;

/** Where a ticket is exchanged for the person it was issued to; each works once. */
public interface TicketOffice {

  /**
   * Who comes, and by which session.
   *
   * @param session the hash of the session the ticket was issued in; its end ends the socket
   * @param number greater than those of all tickets issued before it
   */
  record Redeemed(Principal principal, Optional<byte[]> session, long number) {}

  /** Empty when the ticket is unknown, used or expired. May wait; called on virtual threads. */
  Optional<Redeemed> redeem(String ticket);
}
