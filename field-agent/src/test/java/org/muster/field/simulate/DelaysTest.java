package org.muster.field.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.field.simulate.CommandPost.Listed;
import org.muster.model.place.AreaCode;

class DelaysTest {
  private static final Instant SIGNED = Instant.parse("2026-07-01T08:00:00Z");

  private final Listed shock = listed("shock", 200);
  private final Listed named = listed("named", 5_000);
  private final Listed reserve = listed("reserve", 40_000);

  @Test
  void percentilesAreNearestRanks() {
    List<Long> values = LongStream.rangeClosed(1, 200).boxed().toList();
    assertEquals(100, Delays.percentile(values, 50));
    assertEquals(198, Delays.percentile(values, 99));
    assertEquals(7, Delays.percentile(List.of(7L), 99));
    assertEquals(0, Delays.percentile(List.of(), 50));
  }

  @Test
  void laterOffersAreNotCountedFromTheSignature() {
    var delays = delays(List.of(shock, named, reserve), Map.of(shock, 900, named, 5_300));
    assertEquals(new Delays(List.of(900L), List.of(300L)), delays);
  }

  @Test
  void withoutShockTeamsThePeopleNamedAreTheFirstWave() {
    var delays = delays(List.of(named, reserve), Map.of(named, 5_300, reserve, 40_100));
    assertEquals(new Delays(List.of(1_300L), List.of(100L)), delays);
  }

  /** The people named were named four seconds after the signature. */
  private static Delays delays(List<Listed> offers, Map<Listed, Integer> arrivedMs) {
    return Delays.of(
        offers,
        offer -> Optional.ofNullable(arrivedMs.get(offer)).map(SIGNED::plusMillis),
        new Delays.Causes() {
          @Override
          public Optional<Instant> signing() {
            return Optional.of(SIGNED);
          }

          @Override
          public Optional<Instant> naming(Listed listed) {
            return listed.source().equals("named")
                ? Optional.of(SIGNED.plusSeconds(4))
                : Optional.empty();
          }
        });
  }

  private static Listed listed(String source, int offeredMs) {
    return new Listed(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        AreaCode.of("350211001001"),
        "offered",
        source,
        SIGNED.plusMillis(offeredMs));
  }
}
