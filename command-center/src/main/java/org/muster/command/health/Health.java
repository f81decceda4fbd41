package org.muster.command.health;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether this process can take commands now: started, not stopping, and all it relies on answers.
 */
public final class Health {
  private static final long ANSWER_SECONDS_MAX = 2;

  /** The state of the process and of each thing it relies on. */
  public record Report(boolean ready, Map<String, Boolean> parts) {
    public Report {
      parts = Map.copyOf(parts);
    }
  }

  private final Map<String, Supplier<Future<?>>> probes = new ConcurrentHashMap<>();
  private volatile boolean open;

  /** Asks the probe at every report; a failed or late future means that the part is away. */
  public Health relyOn(String part, Supplier<Future<?>> probe) {
    probes.put(part, probe);
    return this;
  }

  /** All parts are started. */
  public void open() {
    open = true;
  }

  /** The process is about to stop; whoever spreads the load should go elsewhere. */
  public void close() {
    open = false;
  }

  public Future<Report> report() {
    var parts = new LinkedHashMap<String, Boolean>();
    var answers = new ArrayList<Future<?>>();
    probes.forEach(
        (part, probe) ->
            answers.add(
                probe
                    .get()
                    .timeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .map(true)
                    .otherwise(false)
                    .onSuccess(
                        answered -> {
                          synchronized (parts) {
                            parts.put(part, answered);
                          }
                        })));
    return Future.join(answers).map(_ -> new Report(open && !parts.containsValue(false), parts));
  }
}
