package org.muster.field.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.muster.field.task.Received;

/**
 * What came of a simulation.
 *
 * @param offered assignments of the order, as the server lists them, to volunteers connected here
 * @param received those of them that reached the phone
 * @param answered offers accepted or declined here, with the server's word that it is recorded
 * @param arrived assignments of volunteers connected here whose holder is or was on post
 * @param confirmed those of them whose service is confirmed
 * @param lost assignments that never reached their phone, or whose last state did not
 * @param duplicates items sent again to a phone after it had told that it holds them
 * @param strangers items that reached somebody they are not for
 * @param p50Ms from asking to the phone, for the offers of the first wave: the shock teams, whom
 *     the signature asks, or in an order without them the people named, whom the naming asks; half
 *     of the offers were faster
 * @param p99Ms the same; ninety-nine of a hundred were faster
 */
public record Summary(
    int offered,
    int received,
    int answered,
    int arrived,
    int confirmed,
    int lost,
    int duplicates,
    int strangers,
    long p50Ms,
    long p99Ms,
    Details details) {

  /**
   * What the numbers rest on.
   *
   * @param order the order that was played
   * @param settled false when the time limit came first
   * @param received per volunteer everything the phone showed, in the order it came
   * @param problems a sentence for each lost, doubled or misdirected item and each surprise
   * @param refusals how often each refusal was answered to a volunteer's deed
   * @param repeats items sent again before the server could know that they had arrived
   * @param acknowledged every command of a phone or desk that the server said to be recorded
   * @param firstWaveMs the sorted delays of the first wave, from asking to the phone
   * @param laterMs the sorted delays of all other offers, from the offer to the phone
   */
  public record Details(
      UUID order,
      boolean settled,
      Map<UUID, List<Received>> received,
      List<String> problems,
      Map<String, Integer> refusals,
      int repeats,
      List<Acknowledged> acknowledged,
      List<Long> firstWaveMs,
      List<Long> laterMs) {}

  public boolean isClean() {
    return lost == 0 && duplicates == 0 && strangers == 0;
  }

  /** The one line that programs read. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "offered=%d received=%d answered=%d arrived=%d confirmed=%d lost=%d duplicates=%d"
            + " strangers=%d p50Ms=%d p99Ms=%d",
        offered,
        received,
        answered,
        arrived,
        confirmed,
        lost,
        duplicates,
        strangers,
        p50Ms,
        p99Ms);
  }
}
