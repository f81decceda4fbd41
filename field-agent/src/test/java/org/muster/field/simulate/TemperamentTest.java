package org.muster.field.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperamentTest {
  private static final Optional<Double> NOT_GIVEN = Optional.empty();

  @Test
  void sharesLeftOutDivideTheRestAsUsual() {
    assertSame(0.8, 0.15, 0.05, Temperament.of(NOT_GIVEN, NOT_GIVEN, NOT_GIVEN));
    assertSame(0.6, 0.3, 0.1, Temperament.of(Optional.of(0.6), NOT_GIVEN, NOT_GIVEN));
    assertSame(1, 0, 0, Temperament.of(Optional.of(1.0), NOT_GIVEN, NOT_GIVEN));
    assertSame(0.5, 0.4, 0.1, Temperament.of(Optional.of(0.5), Optional.of(0.4), NOT_GIVEN));
  }

  @Test
  void percentagesAndSharesMeanTheSame() {
    assertSame(0.7, 0.2, 0.1, temperament(70, 20, 10));
    assertSame(0.7, 0.2, 0.1, temperament(0.7, 0.2, 0.1));
    assertSame(0.5, 0.25, 0.25, temperament(0.2, 0.1, 0.1));
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> temperament(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> temperament(-1, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Temperament.of(Optional.of(0.9), Optional.of(0.2), NOT_GIVEN));
  }

  @Test
  void answersFollowTheShares() {
    var random = new SplittableRandom(7);
    var temperament = temperament(0.6, 0.3, 0.1);
    int declined = 0;
    for (int i = 0; i < 10_000; i++) {
      if (temperament.draw(random) == Temperament.Answer.DECLINE) {
        declined++;
      }
    }
    assertEquals(0.3, declined / 10_000.0, 0.02);
  }

  private static Temperament temperament(double accept, double decline, double silent) {
    return Temperament.of(Optional.of(accept), Optional.of(decline), Optional.of(silent));
  }

  private static void assertSame(
      double accept, double decline, double silent, Temperament temperament) {
    assertEquals(accept, temperament.accept(), 1e-9);
    assertEquals(decline, temperament.decline(), 1e-9);
    assertEquals(silent, temperament.silent(), 1e-9);
  }
}
