package org.muster.command.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.UnitViews;
import org.muster.model.roster.Strength;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.CloseCode;

/** What sockets prove about who can be reached before there is an order. */
class ContactsIT {
  private static final InstantSource CLOCK = InstantSource.system();

  /** A phone that is there and says nothing more. */
  private static final class SilentPhone implements Phone {
    @Override
    public void execute(Runnable task) {}

    @Override
    public void write(byte[] frame) {}

    @Override
    public boolean full() {
      return false;
    }

    @Override
    public void end(CloseCode code) {}
  }

  private TestDatabase test;
  private SmallTown town;
  private UnitId water;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    water = town.unit("水利局", 5, 1);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whosePhoneIsConnectedIsReachedForADay() {
    List<UUID> people = people();
    try (var delivery =
        new Delivery(
            new Delivery.Parts(test.database(), () -> false, new SimpleMeterRegistry()),
            DeliveryLimits.STANDARD)) {
      delivery.connect(people.get(0), "phone", 1, new SilentPhone());
      delivery.connect(people.get(1), "phone", 1, new SilentPhone());
      delivery.connect(people.get(2), "phone", 1, new SilentPhone()).ifPresent(Line::close);
      delivery.connect(UUID.randomUUID(), "a desk's", 1, new SilentPhone());

      new Contacts(test.database(), delivery::connected, CLOCK).look();
    }

    assertEquals(2, reached(CLOCK));
    assertEquals(0, reached(() -> CLOCK.instant().plus(Duration.ofHours(25))));
  }

  @Test
  void whoStaysConnectedIsWrittenEveryTenMinutes() {
    var at = new AtomicReference<>(Instant.parse("2026-11-22T02:00:00Z"));
    var one = Set.of(people().getFirst());
    var contacts = new Contacts(test.database(), () -> one, at::get);
    contacts.look();
    long first = written();

    at.updateAndGet(now -> now.plusSeconds(599));
    contacts.look();
    assertEquals(first, written());
    at.updateAndGet(now -> now.plusSeconds(1));
    contacts.look();
    assertEquals(first + 600, written());
  }

  private long written() {
    return test.number("select extract(epoch from at)::bigint as n from contact");
  }

  private List<UUID> people() {
    return test.database()
        .read(
            sql ->
                sql.list(
                    "select id from volunteer where unit_id = $1 order by id",
                    row -> row.getUUID("id"),
                    water));
  }

  private int reached(InstantSource clock) {
    return new UnitViews(test.database(), town.vault, clock, Strength.STAFF)
        .list(
            SmallTown.dispatcher("一"),
            new UnitViews.Wanted(Optional.empty(), Optional.empty(), Optional.empty()))
        .items()
        .getFirst()
        .reached();
  }
}
