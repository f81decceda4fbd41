package org.muster.model.record;

import java.util.List;

/**
 * How many stars a volunteer may apply for (星级认定): by agreed hours of voluntary service, 100, 300,
 * 600, 1000 and 1500 of them (志愿服务记录办法). The stars themselves are awarded on application, by the
 * association; what is reached here is no title.
 *
 * @param stars 0 to 5
 * @param minutesToNext what is missing for the next star; 0 with all five
 */
public record StarLevel(int stars, long minutesToNext) {
  private static final List<Integer> HOURS = List.of(100, 300, 600, 1000, 1500);
  private static final long MINUTES = 60;

  /**
   * @param minutes of voluntary service that both sides agreed to; minutes are added up before they
   *     are compared, so that rounding never makes a star
   */
  public static StarLevel of(long minutes) {
    int stars = (int) HOURS.stream().filter(hours -> minutes >= hours * MINUTES).count();
    long next = stars == HOURS.size() ? minutes : HOURS.get(stars) * MINUTES;
    return new StarLevel(stars, next - minutes);
  }
}
