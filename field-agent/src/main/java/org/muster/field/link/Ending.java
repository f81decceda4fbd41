package org.muster.field.link;

import java.time.Duration;
import java.util.Optional;
import org.muster.model.wire.CloseCode;

/** How an attempt or a connection ended: by which close code, and when to come back if told. */
record Ending(Optional<CloseCode> code, Optional<Duration> retryAfter, String reason) {

  static Ending closed(int status, String reason) {
    var retryAfterS = CloseCode.retryAfterS(reason);
    Optional<Duration> retryAfter =
        retryAfterS.isPresent()
            ? Optional.of(Duration.ofSeconds(retryAfterS.getAsInt()))
            : Optional.empty();
    return new Ending(CloseCode.find(status), retryAfter, status + " " + reason);
  }

  static Ending failed(Throwable cause) {
    return cause instanceof NoTicketException noTicket
        ? new Ending(Optional.empty(), noTicket.retryAfter(), String.valueOf(noTicket.getMessage()))
        : new Ending(Optional.empty(), Optional.empty(), String.valueOf(cause));
  }

  boolean is(CloseCode wanted) {
    return code.filter(wanted::equals).isPresent();
  }
}
