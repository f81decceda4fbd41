package org.muster.field.simulate;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** How people answer an offer, as shares that add up to one. */
public record Temperament(double accept, double decline, double silent) {
  public static final Temperament USUAL = new Temperament(0.80, 0.15, 0.05);

  /** What somebody makes of an offer. */
  public enum Answer {
    ACCEPT,
    DECLINE,
    SILENT
  }

  public Temperament {
    double sum = accept + decline + silent;
    boolean shares = accept >= 0 && decline >= 0 && silent >= 0;
    if (!shares || Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException("the shares of answers must add up to one, not " + sum);
    }
  }

  /**
   * From shares as they are given on a command line: 0 to 1, or percentages as soon as one is above
   * 1. Those left out divide the rest in the usual proportion; three that are given are scaled.
   */
  public static Temperament of(
      Optional<Double> accept, Optional<Double> decline, Optional<Double> silent) {
    double a = accept.orElse(0.0);
    double d = decline.orElse(0.0);
    double s = silent.orElse(0.0);
    double scale = Math.max(a, Math.max(d, s)) > 1 ? 100 : 1;
    double given = (a + d + s) / scale;
    if (a < 0 || d < 0 || s < 0) {
      throw new IllegalArgumentException("a share of answers is negative");
    }
    double usual =
        (accept.isPresent() ? 0 : USUAL.accept)
            + (decline.isPresent() ? 0 : USUAL.decline)
            + (silent.isPresent() ? 0 : USUAL.silent);
    if (usual == 0) {
      if (given == 0) {
        throw new IllegalArgumentException("the shares of answers are all zero");
      }
      return new Temperament(a / scale / given, d / scale / given, s / scale / given);
    }
    if (given > 1 + 1e-9) {
      throw new IllegalArgumentException("the shares of answers add up to more than one");
    }
    double rest = Math.max(0, 1 - given) / usual;
    return new Temperament(
        accept.map(v -> v / scale).orElse(USUAL.accept * rest),
        decline.map(v -> v / scale).orElse(USUAL.decline * rest),
        silent.map(v -> v / scale).orElse(USUAL.silent * rest));
  }

  Answer draw(RandomGenerator random) {
    double dice = random.nextDouble();
    if (dice < accept) {
      return Answer.ACCEPT;
    }
    return dice < accept + decline ? Answer.DECLINE : Answer.SILENT;
  }
}
