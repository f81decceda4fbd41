package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** One line on standard error that is written over as things go on. */
final class ProgressLine {
  private final PrintStream out;
  private final boolean shown;
  private int width;

  ProgressLine(PrintStream out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  synchronized void show(String text) {
    if (shown) {
      out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      out.flush();
      width = text.length();
    }
  }

  void show(JsonNode board) {
    JsonNode totals = board.path("totals");
    JsonNode rungs = board.path("rungs");
    show(
        "offered %d | on device %d | answered %d | on post %d | relieved %d | confirmed %s"
            .formatted(
                totals.path("offered").asInt(),
                rungs.path("onDevice").asInt(),
                rungs.path("answered").asInt(),
                totals.path("onPost").asInt(),
                totals.path("relieved").asInt(),
                totals.path("confirmed").asText("?")));
  }

  synchronized void end() {
    if (shown && width > 0) {
      out.println();
      width = 0;
    }
  }
}
