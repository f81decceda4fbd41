package org.muster.command.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What can be measured of delivery: letters sent, sent again, acknowledged; who lags behind. */
final class DeliveryMeters {
  private final Counter sent;
  private final Counter resent;
  private final Counter acked;
  private final Counter hintsDropped;

  DeliveryMeters(MeterRegistry registry, Delivery delivery) {
    sent = registry.counter("muster.delivery.sent");
    resent = registry.counter("muster.delivery.resent");
    acked = registry.counter("muster.delivery.acked");
    hintsDropped = registry.counter("muster.delivery.hints.dropped");
    registry.gauge("muster.delivery.lagging", delivery, Delivery::lagging);
    registry.gauge("muster.delivery.receipts.waiting", delivery, d -> d.receipts().waiting());
    registry.gauge("muster.delivery.reads.waiting", delivery, Delivery::readsWaiting);
  }

  void sent(boolean again) {
    (again ? resent : sent).increment();
  }

  void acked() {
    acked.increment();
  }

  void hintDropped() {
    hintsDropped.increment();
  }
}
