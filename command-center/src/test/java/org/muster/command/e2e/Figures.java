package org.muster.command.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.field.simulate.Summary;
import org.muster.model.wire.Json;

/** What a mobilisation took on this machine: told, never judged. */
final class Figures {
  private Figures() {}

  static void write(ServerProcess server, Summary summary) throws IOException {
    List<Long> first = summary.details().firstWaveMs();
    List<Long> later = summary.details().laterMs();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("coldStartMs", County.firstStart().toMillis());
    figures.put("warmStartMs", server.startTime().toMillis());
    figures.put("phones", summary.details().received().size());
    figures.put("firstWave", first.size());
    figures.put("signatureToFirstPhoneMs", first.getFirst());
    figures.put("signatureToHalfOfPhonesMs", summary.p50Ms());
    figures.put("signatureToAllPhonesMs", first.getLast());
    figures.put("laterOffers", later.size());
    figures.put("laterOfferToPhoneMs", Map.of("half", middle(later), "all", later.getLast()));
    figures.put("offered", summary.offered());
    figures.put("confirmed", summary.confirmed());
    figures.put("serverCpuS", server.cpu().toMillis() / 1_000.0);
    figures.put("serverMemoryMiB", server.memory("VmRSS") >> 20);
    figures.put("serverMemoryMostMiB", server.memory("VmHWM") >> 20);
    String text = Json.write(figures);
    System.out.println("figures " + text);
    Files.writeString(County.folder().resolve("figures.json"), text + "\n");
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
