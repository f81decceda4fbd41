package org.muster.model.wave;

import java.util.List;

/**
 * How many of those in line are asked at once.
 *
 * @param size how many, from the first in line on
 * @param probability that enough of them say yes
 * @param expected how many are expected to say yes
 */
public record Wave(int size, double probability, double expected) {

  /**
   * The smallest wave that fills the places with the probability asked for; all in line when even
   * they are too few.
   *
   * <p>The number of those who say yes is a sum of unlike chances (Poisson binomial); its
   * distribution is folded person by person, exactly, over the places that are still open.
   *
   * @param open places to be filled, 0 or more
   * @param probability more than 0, less than 1
   * @param acceptance how likely each in line says yes, in the order of asking
   */
  public static Wave filling(int open, double probability, List<Double> acceptance) {
    if (!(probability > 0 && probability < 1) || open < 0) {
      throw new IllegalArgumentException(open + " places with " + probability);
    }
    // Chance of exactly so many places being still open.
    double[] stillOpen = new double[open + 1];
    stillOpen[open] = 1;
    double expected = 0;
    int size = 0;
    while (size < acceptance.size() && stillOpen[0] < probability) {
      double yes = acceptance.get(size++);
      expected += yes;
      for (int left = 0; left < open; left++) {
        stillOpen[left] =
            (left == 0 ? stillOpen[0] : stillOpen[left] * (1 - yes)) + stillOpen[left + 1] * yes;
      }
      if (open > 0) {
        stillOpen[open] *= 1 - yes;
      }
    }
    return new Wave(size, stillOpen[0], expected);
  }
}
