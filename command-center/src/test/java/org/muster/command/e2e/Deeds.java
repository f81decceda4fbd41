package org.muster.command.e2e;

import java.util.List;
import java.util.regex.Pattern;
import org.muster.field.simulate.Acknowledged;
import org.muster.field.simulate.Summary;

/** The acknowledged commands of a simulation that change what is recorded. */
public final class Deeds {
  /** A phone's deeds have no method; of the requests those count that a desk decides on. */
  private static final Pattern RECORDED =
      Pattern.compile("[a-z]+ .*|POST /(responses|orders|assignments)(?!.*/preview).*");

  private Deeds() {}

  public static List<Acknowledged> recorded(Summary summary) {
    return summary.details().acknowledged().stream()
        .filter(command -> RECORDED.matcher(command.deed()).matches())
        .toList();
  }
}
